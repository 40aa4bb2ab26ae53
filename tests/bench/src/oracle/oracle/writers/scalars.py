"""Scalars as text."""

import base64
from datetime import timedelta, timezone
from decimal import Decimal
from email.utils import format_datetime

from ..params import number, seconds


def blob(value):
    return base64.b64encode(value).decode()


def timestamp(rng, value, form):
    """A time in one of Smithy's formats, in any of the ways that these allow."""
    if form == "http-date":
        return format_datetime(value, usegmt=True)
    if form == "epoch-seconds":
        return epoch(value)
    text = value.strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f".{value.microsecond:06}" if value.microsecond else ""
    # An offset is another way to say the same.
    if rng.random() < 0.1 and 1001 < value.year < 9999:
        moved = value.astimezone(timezone(timedelta(hours=1)))
        return moved.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "+01:00"
    return text + fraction + "Z"


def epoch(value):
    """Seconds, with all digits of their fraction."""
    return format(Decimal(str(seconds(value))).normalize(), "f")


def scalar(rng, member, value, default_format):
    """Any scalar as text, for headers and XML."""
    kind = member.shape.type
    if kind == "blob":
        return blob(value)
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "timestamp":
        return timestamp(rng, value, member.get("timestampFormat", default_format))
    if kind in ("float", "double"):
        return str(number(value))
    return str(value)
