"""Values in the JSON that Smithy's test cases have for them."""

import math

from .texts import EPOCH


def params(shape, value):
    """The value of a structure, as `params` of a case."""
    return {name: _value(shape.members[name].shape, item) for name, item in value.items()}


def _value(shape, value):
    if value is None:
        return None
    if shape.type == "blob":
        return value.decode()
    if shape.type in ("float", "double"):
        return number(value)
    if shape.type == "timestamp":
        return seconds(value)
    if shape.type == "list":
        return [_value(shape.members["member"].shape, item) for item in value]
    if shape.type == "map":
        return {name: _value(shape.members["value"].shape, item) for name, item in value.items()}
    if shape.type in ("structure", "union"):
        return params(shape, value)
    return value


def number(value):
    """A number, or the text that JSON has in its place where it is none or infinite."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def seconds(value):
    """A time in seconds since 1970."""
    since = value - EPOCH
    whole = since.days * 86_400 + since.seconds
    return whole if since.microseconds == 0 else (whole * 10**6 + since.microseconds) / 10**6
