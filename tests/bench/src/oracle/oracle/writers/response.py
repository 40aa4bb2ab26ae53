"""Responses as a service of a protocol would give them: status, headers and body."""

from ..model import QUERY_COMPATIBLE
from . import http
from .cbor import Cbor
from .json import Json
from .xml import Xml, namespace

SUCCESS, CLIENT_ERROR, SERVER_ERROR = 200, 400, 500
RESULT_METADATA = "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
# What some services write after the code of an error.
CODE_SUFFIXES = ["", ":http://internal.amazon.com/coral/com.amazon.coral.service/"]


class Writer:
    """Writes the responses of a model's service."""

    def __init__(self, rng, protocol, model):
        self._rng = rng
        self._protocol = protocol.split("#")[1]
        self._wraps_errors = not model.service.traits.get(protocol, {}).get("noErrorWrapping")
        self._namespace = namespace(model.service.traits.get("smithy.api#xmlNamespace"))
        self._is_query_compatible = QUERY_COMPATIBLE in model.service.traits
        self._json = Json(rng, uses_json_name=self._protocol == "restJson1")
        self._xml = Xml(rng)

    def output(self, operation, value):
        """The response of a success."""
        shape = operation.output
        if self._protocol.startswith("rest"):
            code = operation.http.get("code", SUCCESS)
            return self._rest(shape, value, code, {}, self._rest_body(shape, value))
        if self._protocol.endswith("Query"):
            content, _ = self._xml.members(shape, value)
            if self._protocol == "awsQuery":
                content = self._xml.element(f"{operation.name}Result", content) + RESULT_METADATA
            else:
                content += "<requestId>r-1</requestId>"
            body = self._xml.document(f"{operation.name}Response", content, self._namespace)
            return SUCCESS, {"Content-Type": "text/xml"}, body.encode()
        return SUCCESS, self._rpc_headers(), self._rpc_body(shape, value, {})

    def error(self, shape, value):
        """The code of an error, and its response."""
        default = CLIENT_ERROR if shape.traits.get("smithy.api#error") == "client" else SERVER_ERROR
        status = shape.traits.get("smithy.api#httpError", default)
        if self._protocol == "restJson1":
            return shape.name, self._rest_json_error(shape, value, status)
        if self._protocol == "restXml":
            body = self._xml_error(shape, value, shape.name, status)
            return shape.name, self._rest(shape, value, status, {"x-amzn-requestid": "r-1"}, body)
        query_error = shape.traits.get("aws.protocols#awsQueryError", {})
        if self._protocol.endswith("Query"):
            code = shape.name
            if self._protocol == "awsQuery":
                code = query_error.get("code", code)
                status = query_error.get("httpResponseCode", status)
            body = self._xml_error(shape, value, code, status)
            return code, (status, {"Content-Type": "text/xml"}, body)
        code, headers = shape.name, self._rpc_headers()
        if self._is_query_compatible and "code" in query_error:
            code = query_error["code"]
            headers["x-amzn-query-error"] = f"{code};{_fault(status)}"
        extra = {"__type": self._type(shape, self._protocol != "rpcv2Cbor")}
        return code, (status, headers, self._rpc_body(shape, value, extra))

    def _rest_json_error(self, shape, value, status):
        where = self._rng.choice(["header", "header", "code", "__type"])
        if any(name.lower() == "code" for name in shape.members):
            # The header counts where a member is called so.
            where = "header"
        text = self._type(shape, True)
        headers, extra = ({"X-Amzn-Errortype": text}, {}) if where == "header" else ({}, {where: text})
        body = self._json.structure(shape, http.body(shape, value), extra).encode()
        return self._rest(shape, value, status, headers, body)

    def _type(self, shape, has_suffix):
        """An error's name, in any of the ways that services write it."""
        start = self._rng.choice(["", shape.id.split("#")[0] + "#"])
        return start + shape.name + (self._rng.choice(CODE_SUFFIXES) if has_suffix else "")

    def _rest(self, shape, value, status, headers, body):
        """A response with the members that are bound, and this body unless one is that."""
        headers = {**headers, **http.headers(self._rng, shape, value)}
        if not any(_is_content_type(member) for member in shape.members.values()):
            is_json = self._protocol == "restJson1"
            headers["Content-Type"] = "application/json" if is_json else "application/xml"
        payload = http.payload(shape)
        if payload:
            body = self._payload(payload, value.get(payload.name))
        return http.code(shape, value, status), headers, body

    def _payload(self, member, value):
        if value is None:
            return b""
        if member.shape.type == "blob":
            return value
        if member.shape.type in ("string", "enum"):
            return value.encode()
        writer = self._json if self._protocol == "restJson1" else self._xml
        return writer.payload(member, value).encode()

    def _rest_body(self, shape, value):
        has_body = any(not http.is_bound(member) for member in shape.members.values())
        if not has_body and self._rng.random() < 0.5:
            return b""
        if self._protocol == "restJson1":
            return self._json.structure(shape, http.body(shape, value)).encode()
        content, attributes = self._xml.members(shape, http.body(shape, value))
        name = shape.traits.get("smithy.api#xmlName", shape.name)
        return self._xml.document(name, content, attributes + self._namespace).encode()

    def _xml_error(self, shape, value, code, status):
        # The type and the code are the service's own; a member of that name is the same element.
        known = {name.lower() for name in shape.members}
        own = "".join(
            f"<{name}>{text}</{name}>"
            for name, text in (("Type", _fault(status)), ("Code", code))
            if name.lower() not in known
        )
        content, _ = self._xml.members(shape, http.body(shape, value))
        content = own + content
        if self._protocol == "ec2Query":
            error = f"<Errors><Error>{content}</Error></Errors><RequestID>r-1</RequestID>"
            return self._xml.document("Response", error).encode()
        if not self._wraps_errors:
            content += "<RequestId>r-1</RequestId>"
            return self._xml.document("Error", content, self._namespace).encode()
        error = f"<Error>{content}</Error><RequestId>r-1</RequestId>"
        return self._xml.document("ErrorResponse", error, self._namespace).encode()

    def _rpc_headers(self):
        if self._protocol == "rpcv2Cbor":
            return {"smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor"}
        version = "1.0" if self._protocol == "awsJson1_0" else "1.1"
        return {"Content-Type": f"application/x-amz-json-{version}"}

    def _rpc_body(self, shape, value, extra):
        if self._protocol == "rpcv2Cbor":
            return Cbor(self._rng).structure(shape, value, extra)
        return self._json.structure(shape, value, extra).encode()


def _fault(status):
    """Whose fault an error is."""
    return "Sender" if status < SERVER_ERROR else "Receiver"


def _is_content_type(member):
    return member.own("httpHeader", "").lower() == "content-type"
