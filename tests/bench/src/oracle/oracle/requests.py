"""Request cases: what botocore sends for an input is what has to be sent."""

import base64
import copy

from .differences import requests as differences
from .differences.values import ROUTE_53_IDS, request_rules
from .params import params
from .service import HOST, IDEMPOTENCY_TOKEN, address
from .values import renamed
from .writers import http

# Headers of protocols and services, as opposed to those of signatures, retries and user agents.
PROTOCOL_HEADERS = [
    "Accept",
    "Content-Type",
    "smithy-protocol",
    "x-amz-glacier-version",
    "x-amz-sha256-tree-hash",
    "x-amz-target",
    "x-amzn-query-mode",
]


def input_value(values, protocol, operation, known):
    """A random input of an operation."""

    def rules(member):
        if member.has("hostLabel"):
            return None
        return request_rules(protocol, member)

    if known is None:
        return {}
    value = values.structure(operation.input, known, rules)
    for name, member in operation.input.members.items():
        if name not in known.members:
            continue
        if member.has("hostLabel"):
            value[name] = values.rng.choice(["a", "A-1", "x-y-9"])
        # A token that is not set is one that both sides make up, if both know it as one.
        elif member.has("idempotencyToken") and not known.members[name].metadata.get("idempotencyToken"):
            value.setdefault(name, IDEMPOTENCY_TOKEN)
    if "rest" in protocol:
        _settle(operation.input, value)
    for name, member in operation.input.members.items():
        if member.target in ROUTE_53_IDS and name in value:
            value[name] = values.rng.choice(["", "/hostedzone/", "change/", "é//"]) + value[name]
    return value


def _settle(shape, value):
    """Takes out what stands in the way of other members of the same input."""
    taken = {member.own("httpQuery") for member in shape.members.values()}
    for name, member in shape.members.items():
        if member.has("httpQueryParams") and name in value:
            value[name] = {key: item for key, item in value[name].items() if key and key not in taken}
        if member.has("httpPrefixHeaders") and name in value:
            value[name] = renamed(value[name])


def case(service, protocol, operation, value, identifier):
    """The test case of an input."""
    # botocore's handlers change the parameters that they are given.
    request = service.request(operation.name, copy.deepcopy(value))
    host, path, query = address(request.url)
    headers = {name.lower(): _text(text) for name, text in request.headers.items()}
    body = differences.body(protocol, operation, _bytes(request.body))
    expected, forbidden = _headers(protocol, operation, value, headers)
    made = {
        "id": identifier,
        "protocol": protocol,
        "method": request.method,
        "host": HOST,
        "resolvedHost": host,
        "uri": differences.path(operation, path) if "rest" in protocol else path or "/",
        "queryParams": [item for item in query.split("&") if item],
        "headers": differences.expected_headers(expected, body),
        "forbidHeaders": forbidden,
        "params": params(operation.input, value),
        "vendorParams": {"exactQuery": True},
    }
    if "rest" in protocol:
        sent = {item.split("=")[0] for item in made["queryParams"]}
        names = [member.own("httpQuery") for member in operation.input.members.values()]
        made["forbidQueryParams"] = [name for name in names if name and name not in sent]
    made.update(_body(protocol, operation, body))
    return made


def _bytes(body):
    """A body as it is sent: botocore has text, bytes, files or none."""
    if hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body or b"")


def _text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def _headers(protocol, operation, value, headers):
    """The headers that have to be there, and the names of those that must not."""
    expected = {name: headers[name.lower()] for name in PROTOCOL_HEADERS if name.lower() in headers}
    forbidden = []
    if "Content-Type" in expected and protocol.endswith("Query"):
        expected["Content-Type"] = differences.content_type(expected["Content-Type"])
    if "rest" not in protocol:
        return expected, forbidden
    for name, member in operation.input.members.items():
        header = member.own("httpHeader")
        prefix = member.own("httpPrefixHeaders")
        if header and header.lower() in headers and value.get(name) is not None:
            text = headers[header.lower()]
            if member.shape.type == "list":
                text = differences.header_list(text)
            expected = {known: item for known, item in expected.items() if known.lower() != header.lower()}
            expected[header] = text
        elif header and header.lower() not in headers:
            forbidden.append(header)
        elif prefix is not None:
            for key in value.get(name) or {}:
                expected[prefix + key] = headers[(prefix + key).lower()]
    return expected, forbidden


def _body(protocol, operation, body):
    """The body, and what it is compared as."""
    if protocol.endswith("rpcv2Cbor"):
        return {"body": base64.b64encode(body).decode(), "bodyMediaType": "application/cbor"}
    media_type = {
        "restJson1": "application/json",
        "awsJson1_0": "application/json",
        "awsJson1_1": "application/json",
        "restXml": "application/xml",
        "awsQuery": "application/x-www-form-urlencoded",
        "ec2Query": "application/x-www-form-urlencoded",
    }[protocol.split("#")[1]]
    payload = http.payload(operation.input)
    is_raw = "rest" in protocol and payload and payload.shape.type in ("blob", "string", "enum")
    if is_raw or not body:
        return {"body": body.decode()}
    return {"body": body.decode(), "bodyMediaType": media_type}
