"""Differences that are taken out of the requests that botocore makes."""

from ..writers import http, xml


# Commas in header lists: botocore puts a comma between the items of a list, Smithy's tests a comma and a space.
# They are one list.
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


# Slashes at the end: botocore's URI of some operations ends with a slash that the model's does not have, as
# that of EFS's DescribeTags.
def path(operation, text):
    """A path without the slash that botocore alone has."""
    ours = operation.http.get("uri", "/").split("?")[0]
    return text if ours.endswith("/") else text.removesuffix("/")


# Bodies without members: with restXml, botocore sends no body where no member of it is set, ours the root
# element with nothing in it, as the AWS SDK for Rust does. Smithy's tests have no such case.
def body(protocol, operation, sent):
    """The body that has to be sent, where botocore sends this one."""
    members = operation.input.members.values()
    has_members = any(not any(member.has(trait) for trait in REQUEST_BINDINGS) for member in members)
    if sent or not protocol.endswith("restXml") or not has_members or http.payload(operation.input):
        return sent
    name = operation.input.traits.get("smithy.api#xmlName", operation.input.name)
    return f"<{name}{xml.namespace(operation.namespace)}/>".encode()


REQUEST_BINDINGS = ("httpLabel", "httpQuery", "httpQueryParams", "httpHeader", "httpPrefixHeaders", "hostLabel")


# Hashes of nothing: botocore sends the tree hash of an archive for Glacier that has no bytes. Glacier takes no
# such archive.
def expected_headers(expected, body):
    """The headers without those that do not count."""
    if not body:
        expected.pop("x-amz-sha256-tree-hash", None)
    return expected


# Character set of forms: botocore names the character set in the content type of a form; Smithy's tests do not.
def content_type(value):
    """A content type without parameters."""
    return value.split(";")[0]
