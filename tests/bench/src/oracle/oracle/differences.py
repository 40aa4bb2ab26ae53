"""Where botocore and Smithy's specifications differ, by name and with the reason: no other difference is let pass.

A difference is either kept out of the values (`Rules`), or taken out of what is expected.
"""

from dataclasses import dataclass

from botocore import handlers
from botocore.serialize import Serializer

from .values import Rules
from .writers import http, xml


@dataclass(frozen=True)
class Difference:
    name: str
    reason: str


DIFFERENCES = []


def named(name, reason):
    difference = Difference(name, " ".join(reason.split()))
    DIFFERENCES.append(difference)
    return difference


# --- what values may be ---

named(
    "numbers in text",
    """In paths, query strings, headers, forms and XML a floating-point number has the form of the language: 1.0 and 1,
    1e+16 and 1e16. Numbers there have a fraction and no exponent, which all write alike.""",
)
named(
    "fractions in headers",
    """botocore cuts timestamps in headers to seconds, whatever their format. Those of requests have whole seconds.""",
)
named(
    "milliseconds",
    """botocore writes timestamps to the microsecond; Smithy's formats go to the millisecond, and so do ours. Timestamps
    have whole milliseconds.""",
)
named(
    "fractions in far times",
    """botocore reads seconds into a double and keeps its microseconds, of which some are chance where the number is
    large. Fractions stand in times up to 2106, and not before 1970.""",
)
named(
    "early years",
    """botocore writes years before 1000 with fewer than four digits. Timestamps start with the year 1000.""",
)
named(
    "headers in ASCII",
    """What is outside of ASCII, or begins or ends with a space, has no agreed form in a header. Texts there are
    printable ASCII.""",
)
named(
    "empty headers",
    """botocore sends a header for an empty text; Smithy's tests (NullAndEmptyHeadersClient) want none.""",
)
named(
    "backslashes in header lists",
    """botocore quotes an item of a list for its commas and quotes, but leaves backslashes as they are, which Smithy
    escapes. It reads no quoted items at all.""",
)
named(
    "nothing in a list in a header",
    """botocore leaves out what is empty; so does Smithy, but not in the same places. Items there are not empty.""",
)
named(
    "dots in paths",
    """A label that is `.` or `..` would be taken for a step in the path. botocore sends it.""",
)
named(
    "big numbers and no others",
    """botocore has no type for bigInteger and bigDecimal. Members of these types are left out.""",
)
named(
    "documents that are no objects",
    """botocore takes a document that is an object for one, and other JSON for what it would be elsewhere.""",
)
named(
    "structures that are not there in a list",
    """botocore writes null in a list or map for scalars alone. Only scalars are left out there.""",
)


named(
    "checksums of messages",
    """Ours compares the MD5 that SQS says of each message with the message, botocore does not. Nothing is said of
    random ones.""",
)


def is_left_out(member):
    """Whether services say nothing in a member, though the model may require it."""
    return member.name.startswith("MD5Of")


# The characters that are awkward in XML for reasons of XML's own.
XML = Rules(text="xml", numbers_as_text=True, nulls=False)
ANY = Rules()


def request_rules(protocol, member):
    """What the values of an input's member may be."""
    rules = _request_rules(protocol, member)
    if member.has("idempotencyToken") and member.has("required"):
        rules = rules.but(empty_text=False)
    if member.target in ROUTE_53_IDS:
        rules = rules.but(without=(*rules.without, "/"))
    return rules


def _request_rules(protocol, member):
    if "rest" in protocol:
        if member.has("httpLabel"):
            return ANY.but(empty_text=False, numbers_as_text=True, without=(".",), empty_collections=False)
        if member.has("httpQuery") or member.has("httpQueryParams"):
            return ANY.but(numbers_as_text=True, nulls=False)
        if member.has("httpHeader") or member.has("httpPrefixHeaders"):
            rules = ANY.but(
                text="header",
                numbers_as_text=True,
                fractions=False,
                empty_text=False,
                nulls=False,
            )
            return rules.but(without=("\\",)) if member.shape.type == "list" else rules
    return _body_rules(protocol, writes=True)


def response_rules(protocol, member):
    """What the values of a member of an output or error may be."""
    if "rest" in protocol:
        if member.has("httpHeader") or member.has("httpPrefixHeaders"):
            rules = ANY.but(
                text="header",
                numbers_as_text=True,
                empty_text=False,
                empty_collections=False,
                nulls=False,
            )
            return rules.but(without=("\\", '"', ",")) if member.shape.type == "list" else rules
    return _body_rules(protocol, writes=False)


def _body_rules(protocol, writes):
    if protocol.endswith("restXml"):
        return XML.but(without=("\r",)) if writes else XML
    if protocol.endswith("Query"):
        return ANY.but(numbers_as_text=True, nulls=False) if writes else XML
    return ANY


named(
    "empty tokens",
    """A token that the model requires is a text in ours, which is left out by an empty one. botocore sends that.""",
)
named(
    "what comes before the ids of Route 53",
    """botocore takes off the ids of Route 53 whatever there is up to the last slash, ours what is known to come before them.
    Ids there have no slash.""",
)
ROUTE_53_IDS = [f"com.amazonaws.route53#{name}" for name in ("ResourceId", "DelegationSetId", "ChangeId")]


named(
    "carriage returns in XML",
    """botocore writes them as they are, and whoever reads XML takes them for line feeds. Requests in XML have none.""",
)


# --- what botocore does besides ---

named(
    "texts that botocore decodes",
    """botocore decodes IAM's policies, CloudFormation's templates and EC2's console output for its users. Ours leaves
    them as the model has them.""",
)
DECODERS = {
    "after-call.iam": handlers.json_decode_policies,
    "after-call.ec2.GetConsoleOutput": handlers.decode_console_output,
    "after-call.cloudformation.GetTemplate": handlers.json_decode_template_body,
}


def leave_as_they_are(events):
    """Takes out of a client what decodes texts."""
    for event, handler in DECODERS.items():
        events.unregister(event, handler)


# --- what is expected ---

_LIST = named(
    "commas in header lists",
    """botocore puts a comma between the items of a list, Smithy's tests a comma and a space. They are one list.""",
)


def header_list(text):
    """A list in a header, with a comma and a space between its items."""
    items, item, is_quoted, is_escaped = [], "", False, False
    for character in text:
        if character == "," and not is_quoted:
            items.append(item.strip())
            item = ""
            continue
        if character == '"' and not is_escaped:
            is_quoted = not is_quoted
        is_escaped = character == "\\" and not is_escaped
        item += character
    return ", ".join([*items, item.strip()])


named(
    "zeros of a fraction",
    """botocore writes a fraction of a second in ISO 8601 with six digits, zeros at the end included, ours without these.
    They are one time.""",
)


def _iso8601(self, value):
    text = _WRITE_ISO8601(self, value)
    return text.rstrip("0Z") + "Z" if "." in text else text


_WRITE_ISO8601 = Serializer._timestamp_iso8601
Serializer._timestamp_iso8601 = _iso8601

named(
    "slashes at the end",
    """botocore's URI of some operations ends with a slash that the model's does not have, as that of EFS's
    DescribeTags.""",
)


def path(operation, text):
    """A path without the slash that botocore alone has."""
    ours = operation.http.get("uri", "/").split("?")[0]
    return text if ours.endswith("/") else text.removesuffix("/")


named(
    "bodies without members",
    """With restXml, botocore sends no body where no member of it is set, ours the root element with nothing in it, as the
    AWS SDK for Rust does. Smithy's tests have no such case.""",
)


def body(protocol, operation, sent):
    """The body that has to be sent, where botocore sends this one."""
    members = operation.input.members.values()
    has_members = any(not any(member.has(trait) for trait in REQUEST_BINDINGS) for member in members)
    if sent or not protocol.endswith("restXml") or not has_members or http.payload(operation.input):
        return sent
    name = operation.input.traits.get("smithy.api#xmlName", operation.input.name)
    return f"<{name}{xml.namespace(operation.namespace)}/>".encode()


REQUEST_BINDINGS = ("httpLabel", "httpQuery", "httpQueryParams", "httpHeader", "httpPrefixHeaders", "hostLabel")


named(
    "hashes of nothing",
    """botocore sends the tree hash of an archive for Glacier that has no bytes. Glacier takes no such archive.""",
)


def expected_headers(expected, body):
    """The headers without those that do not count."""
    if not body:
        expected.pop("x-amz-sha256-tree-hash", None)
    return expected


named(
    "character set of forms",
    """botocore names the character set in the content type of a form; Smithy's tests do not.""",
)


def content_type(value):
    """A content type without parameters."""
    return value.split(";")[0]


named(
    "payloads that are not there",
    """For an empty body botocore gives an empty structure or text as the payload, and an empty map for headers of which
    there are none.""",
)


def is_nothing(member, found):
    """Whether what botocore gives for a member that was not written stands for nothing."""
    if found is None:
        return True
    return (member.has("httpPayload") or member.has("httpPrefixHeaders")) and not found


named(
    "numbers that are none",
    """With awsJson, botocore gives NaN and the infinities as texts.""",
)


named(
    "numbers as text",
    """botocore's models have some numbers of Route 53 as strings.""",
)


def number(kind, read):
    """What botocore gives for a number of this type."""
    return float(read) if kind in ("float", "double") else int(read)


named(
    "messages in small letters",
    """In XML, botocore takes the message of an error from the element `Message` alone, which Route 53 writes. Its model has
    the member `message`, by whose name the responses are written here. Ours reads either.""",
)


def error_message(protocol, written, response):
    """The message that an error has to have."""
    message = response["Error"].get("Message")
    if not message and protocol.endswith(("restXml", "Query")):
        message = written.get("message")
    return message or ""


named(
    "members of errors by another code",
    """Where SQS has another code for an error than its name, botocore finds the exception but not its members. The
    message is looked for where botocore has it for every error.""",
)


def error_members(shape, written, response):
    """The modelled members of an error that botocore read."""
    read = {name: item for name, item in response.items() if name in shape.members}
    error = response["Error"]
    if "QueryErrorCode" in error and not read:
        return {name: error["Message"] for name in written if name.lower() == "message"}
    return read
