"""Differences that are kept out of the values: what those of a place may be."""

from ..values import Rules

# Where values are made keeps out of all of them:
#
# Milliseconds: botocore writes timestamps to the microsecond; Smithy's formats go to the millisecond, and so do
# ours. Timestamps have whole milliseconds (`texts.timestamp`).
#
# Fractions in far times: botocore reads seconds into a double and keeps its microseconds, of which some are
# chance where the number is large. Fractions stand in times up to 2106, and not before 1970 (`texts.timestamp`).
#
# Early years: botocore writes years before 1000 with fewer than four digits. Timestamps start with the year 1000
# (`texts.timestamp`).
#
# Big numbers and no others: botocore has no type for bigInteger and bigDecimal. Members of these types are left
# out (`Values._bigInteger`).
#
# Documents that are no objects: botocore takes a document that is an object for one, and other JSON for what it
# would be elsewhere (`Values._document`).
#
# Structures that are not there in a list: botocore writes null in a list or map for scalars alone. Only scalars
# are left out there (`Values._sparse`).
#
# Order of maps: a map has no order, but forms number its entries: botocore as they were given, ours by their
# keys. They are given so (`Values._map`).

# Numbers in text: in paths, query strings, headers, forms and XML a floating-point number has the form of the
# language: 1.0 and 1, 1e+16 and 1e16. Numbers there (`numbers_as_text`) have a fraction and no exponent, which
# all write alike.

# The characters that are awkward in XML for reasons of XML's own.
XML = Rules(text="xml", numbers_as_text=True, nulls=False)
ANY = Rules()
# The shapes that botocore takes for ids of Route 53.
ROUTE_53_IDS = [f"com.amazonaws.route53#{name}" for name in ("ResourceId", "DelegationSetId", "ChangeId")]


def request_rules(protocol, member):
    """What the values of an input's member may be."""
    rules = _request_rules(protocol, member)
    # Empty tokens: a token that the model requires is a text in ours, which is left out by an empty one. botocore
    # sends that.
    if member.has("idempotencyToken") and member.has("required"):
        rules = rules.but(empty_text=False)
    # Ids of Route 53 with nothing in them: both take off an id whatever there is up to the last slash. Where that
    # leaves nothing, botocore sends a path with nothing in it, ours no request. Slashes there are those of
    # prefixes alone.
    if member.target in ROUTE_53_IDS:
        rules = rules.but(without=(*rules.without, "/"))
    return rules


def _request_rules(protocol, member):
    if "rest" in protocol:
        if member.has("httpLabel"):
            # Dots in paths: a label that is `.` or `..` would be taken for a step in the path. botocore sends it.
            return ANY.but(empty_text=False, numbers_as_text=True, without=(".",), empty_collections=False)
        if member.has("httpQuery") or member.has("httpQueryParams"):
            return ANY.but(numbers_as_text=True, nulls=False)
        if member.has("httpHeader") or member.has("httpPrefixHeaders"):
            # Headers in ASCII: what is outside of ASCII, or begins or ends with a space, has no agreed form in a
            # header. Texts there are printable ASCII.
            #
            # Fractions in headers: botocore cuts timestamps in headers to seconds, whatever their format. Those of
            # requests have whole seconds.
            #
            # Empty headers: botocore sends a header for an empty text; Smithy's tests (NullAndEmptyHeadersClient)
            # want none.
            #
            # Nothing in a list in a header: botocore leaves out what is empty; so does Smithy, but not in the same
            # places. Items there are not empty.
            rules = ANY.but(
                text="header",
                numbers_as_text=True,
                fractions=False,
                empty_text=False,
                nulls=False,
            )
            # Backslashes in header lists: botocore quotes an item of a list for its commas and quotes, but leaves
            # backslashes as they are, which Smithy escapes.
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
            # Quotes in header lists: botocore reads no quoted items at all.
            return rules.but(without=("\\", '"', ",")) if member.shape.type == "list" else rules
    return _body_rules(protocol, writes=False)


def _body_rules(protocol, writes):
    # Carriage returns in XML: botocore writes them as they are, and whoever reads XML takes them for line feeds.
    # Requests in XML have none.
    if protocol.endswith("restXml"):
        return XML.but(without=("\r",)) if writes else XML
    if protocol.endswith("Query"):
        return ANY.but(numbers_as_text=True, nulls=False) if writes else XML
    return ANY
