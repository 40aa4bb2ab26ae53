"""Response cases: a response that botocore reads as it was meant has to be read so."""

import base64
import math

from botocore.exceptions import ClientError
from botocore.response import StreamingBody

from .differences import responses as differences
from .differences.values import response_rules
from .params import params
from .values import renamed

CODES = [200, 201, 202, 203]


class Misread(Exception):
    """botocore reads another value than was written: a difference without a name, or a mistake of the oracle."""


def output_value(values, protocol, shape, known):
    """A random output of an operation, or a random error."""

    def rules(member):
        if differences.is_left_out(member):
            return None
        return response_rules(protocol, member)

    # Services leave out what they should not.
    value = values.structure(shape, known, rules, leave=lambda _: values.rng.random() < 0.1)
    if "rest" not in protocol:
        return value
    for name, member in shape.members.items():
        if member.has("httpResponseCode") and name in known.members:
            value[name] = values.rng.choice(CODES)
        if member.has("httpPrefixHeaders") and name in value:
            value[name] = renamed(value[name])
        if member.has("httpPayload") and value.get(name) in ("", b""):
            # An empty payload is the same as none.
            del value[name]
    return value


def case(service, writer, protocol, operation, given, value, identifier):
    """The test case of an output."""
    response = writer.output(operation, value)
    read = service.response(operation.name, given, response)
    read.pop("ResponseMetadata", None)
    _compare(operation.output, value, read, "")
    return _case(protocol, operation.output, value, response, identifier)


def error_case(service, writer, protocol, operation, given, shape, known, values, identifier):
    """The test case of an error."""
    value = output_value(values, protocol, shape, known)
    code, response = writer.error(shape, value)
    try:
        service.response(operation.name, given, response)
    except ClientError as error:
        raised = error
    else:
        raise Misread("botocore reads an error as a success")
    if raised.response["Error"].get("Code") != code:
        raise Misread(f"botocore reads the code {raised.response['Error']}, written was {code}")
    # Some services have two errors of one code.
    codes = [error.error_code for error in service.model.error_shapes]
    if type(raised).__name__ != shape.name and codes.count(known.error_code) == 1:
        raise Misread(f"botocore takes it for {type(raised).__name__}")
    if "Error" in shape.members or "ResponseMetadata" in shape.members:
        raise Misread("a member is called like what botocore adds")
    read = differences.error_members(shape, value, raised.response)
    _compare(shape, value, read, "")
    said = {"code": code, "message": differences.error_message(protocol, value, raised.response)}
    return {**_case(protocol, shape, value, response, identifier), "vendorParams": said}


def _case(protocol, shape, value, response, identifier):
    code, headers, body = response
    made = {
        "id": identifier,
        "protocol": protocol,
        "code": code,
        "headers": headers,
        "params": params(shape, value),
    }
    if protocol.endswith("rpcv2Cbor"):
        made.update(body=base64.b64encode(body).decode(), bodyMediaType="application/cbor")
    else:
        made["body"] = body.decode()
    return made


def _compare(shape, written, read, path):
    """Whether what botocore read is what was written."""
    for name in {**written, **read}:
        member = shape.members.get(name)
        where = f"{path}.{name}"
        if member is None:
            continue
        expected, found = written.get(name), read.get(name)
        if isinstance(found, StreamingBody):
            found = found.read()
        if expected is None and differences.is_nothing(member, found):
            continue
        if expected is None or found is None:
            raise Misread(f"{where} is {found!r}, written was {expected!r}")
        _compare_member(member, expected, found, where)


def _compare_member(member, written, read, where):
    shape = member.shape
    if shape.type in ("structure", "union"):
        return _compare(shape, written, read, where)
    if shape.type == "list" and len(written) == len(read):
        for number, pair in enumerate(zip(written, read, strict=True)):
            _compare_member(shape.members["member"], *pair, f"{where}[{number}]")
        return None
    if shape.type == "map" and written.keys() == read.keys():
        for name in written:
            _compare_member(shape.members["value"], written[name], read[name], f"{where}[{name!r}]")
        return None
    if not _same(shape, written, read):
        raise Misread(f"{where} is {read!r}, written was {written!r}")
    return None


def _same(shape, written, read):
    if isinstance(written, (int, float)) and isinstance(read, str):
        read = differences.number(shape.type, read)
    if isinstance(written, float) and math.isnan(written):
        return math.isnan(read)
    if shape.type == "blob" and isinstance(read, str):
        return read.encode() == written
    if shape.type in ("string", "enum") and isinstance(read, bytes):
        return read.decode() == written
    return read == written
