"""Differences that are kept out of the values: what those of a place may be."""

from ..values import Rules
from .named import named

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
    "order of maps",
    """A map has no order, but forms number its entries: botocore as they were given, ours by their keys. They are given so.""",
)
named(
    "empty tokens",
    """A token that the model requires is a text in ours, which is left out by an empty one. botocore sends that.""",
)
named(
    "ids of Route 53 with nothing in them",
    """Both take off an id whatever there is up to the last slash. Where that leaves nothing, botocore sends a path with
    nothing in it, ours no request. Slashes there are those of prefixes alone.""",
)
named(
    "carriage returns in XML",
    """botocore writes them as they are, and whoever reads XML takes them for line feeds. Requests in XML have none.""",
)


# The characters that are awkward in XML for reasons of XML's own.
XML = Rules(text="xml", numbers_as_text=True, nulls=False)
ANY = Rules()
# The shapes that botocore takes for ids of Route 53.
ROUTE_53_IDS = [f"com.amazonaws.route53#{name}" for name in ("ResourceId", "DelegationSetId", "ChangeId")]


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
