"""The parts of a response that HTTP binding traits give their members to."""

from . import scalars

BINDINGS = ("httpHeader", "httpPrefixHeaders", "httpResponseCode", "httpPayload")


def is_bound(member):
    return any(member.has(trait) for trait in BINDINGS)


def headers(rng, shape, value):
    """The headers of an output."""
    written = {}
    for name, item in value.items():
        member = shape.members[name]
        prefix = member.own("httpPrefixHeaders")
        if member.has("httpHeader"):
            written[member.own("httpHeader")] = _header(rng, member, item)
        elif prefix is not None:
            part = member.shape.members["value"]
            written.update({prefix + key: _header(rng, part, text) for key, text in item.items()})
    return written


def code(shape, value, default):
    """The status, which a member may hold."""
    for name, item in value.items():
        if shape.members[name].has("httpResponseCode"):
            return item
    return default


def payload(shape):
    """The member that is the whole body, if one is."""
    return next((member for member in shape.members.values() if member.has("httpPayload")), None)


def body(shape, value):
    """The members that are left for the body."""
    return {name: item for name, item in value.items() if not is_bound(shape.members[name])}


def _header(rng, member, value):
    if member.shape.type == "list":
        part = member.shape.members["member"]
        separator = rng.choice([",", ", "])
        return separator.join(scalars.scalar(rng, part, item, "http-date") for item in value)
    return scalars.scalar(rng, member, value, "http-date")
