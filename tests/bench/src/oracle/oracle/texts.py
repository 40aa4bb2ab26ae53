"""Scalars that are awkward on purpose: texts, numbers and times."""

import math
import struct
from datetime import datetime, timedelta, timezone

WORDS = ["a", "Alpha", "us-east-1", "x_1", "value", "0", "true", "null", "NaN", "-1"]
# Each is awkward to some part of a request or response.
PIECES = [
    "%", "%20", "%2F", "+", " ", "&", "=", "?", "#", "/", "//", ":", ";", ",", "@", "!", "$", "~",
    "*", "'", '"', "\\", "<", ">", "&amp;", "]]>", "<!--", "(", ")", "[", "]", "{", "}", "|", "^",
    "`", "é", "ß", "ÿþ", "漢字", "ك", "e\u0301", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u0085",
    "𝒳", "😀", "\U0010ffff", "\t", "\n", "\r", "\r\n", "\0", "\x01", "\x0b", "\x1b", "\x1f", "\x7f",
]  # fmt: skip
HEADER_PIECES = [piece for piece in PIECES if all(" " < character <= "~" for character in piece)]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def is_xml(text):
    """Whether XML 1.0 has all of its characters."""
    return all(
        character in "\t\n\r" or " " <= character and character not in "\ufffe\uffff" for character in text
    )


def text(rng, rules):
    """Any text that the rules allow."""
    if rules.text == "header":
        pieces = HEADER_PIECES
    else:
        pieces = PIECES
    if rules.text == "xml":
        pieces = [piece for piece in pieces if is_xml(piece)]
    pieces = [piece for piece in pieces if not any(bad in piece for bad in rules.without)]
    chosen = [rng.choice(WORDS)] if rng.random() < 0.7 or not rules.empty_text else []
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        chosen.append(rng.choice(pieces))
    rng.shuffle(chosen)
    return "".join(chosen)


def integer(rng, bits):
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    edges = [low, high, 0, 1, -1, low + 1, high - 1]
    return rng.choice([*edges, rng.randint(-99, 99), rng.randint(low, high)])


def single(value):
    """The nearest number of single precision, by the shortest decimal that stands for it."""
    exact = _rounded(value)
    shorter = (float(f"{exact:.{digits}g}") for digits in range(1, 10))
    return next((short for short in shorter if _rounded(short) == exact), exact)


def _rounded(value):
    """A number in single precision, in which the largest ones are infinite."""
    try:
        return struct.unpack(">f", struct.pack(">f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def floating(rng, double, rules):
    """Any number; where it becomes text, one that all languages write alike."""
    if rng.random() < 0.2:
        return rng.choice([math.nan, math.inf, -math.inf])
    if rules.numbers_as_text:
        number = rng.randint(-9999, 9999) + rng.choice([0.5, 0.25, 0.125])
        return float(number)
    if double:
        edges = [0.0, -0.0, 1.0, 0.1, 1e21, -1e-7, 5e-324, 2.2250738585072014e-308]
        return rng.choice([*edges, 1.7976931348623157e308, 2.0**53, rng.uniform(-1e6, 1e6)])
    edges = [0.0, -0.0, 1.0, 0.1, 1e21, -1e-7, 1e-45, 3.4028234663852886e38]
    return single(rng.choice([*edges, rng.uniform(-1e6, 1e6)]))


def timestamp(rng, rules):
    """A time in UTC: whole seconds, or with a fraction where the rules allow one."""
    edges = [0, 1, -1, 951782400, 1709210096, 253402300799, -30610224000, 4102444800]
    seconds = rng.choice([*edges, rng.randint(0, 1 << 31)])
    millis = 0
    if rules.fractions and 0 <= seconds < 1 << 32 and rng.random() < 0.5:
        millis = rng.choice([1, 10, 500, 999, rng.randint(1, 999)])
    return EPOCH + timedelta(seconds=seconds, milliseconds=millis)


def document(rng, rules, depth=0):
    """Any JSON."""
    scalars = [True, False, 0, -7, 1 << 40, 1.5, "", text(rng, rules), text(rng, rules)]
    kind = rng.random()
    if depth < 2 and kind < 0.25:
        return [document(rng, rules, depth + 1) for _ in range(rng.randint(0, 3))]
    if depth < 2 and kind < 0.6:
        return {text(rng, rules): document(rng, rules, depth + 1) for _ in range(rng.randint(0, 3))}
    if depth > 0 and kind < 0.65:
        return None
    return rng.choice(scalars)
