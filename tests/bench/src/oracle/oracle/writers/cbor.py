"""CBOR bodies."""

import struct

from ..params import seconds

UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE = range(8)
BREAK = b"\xff"


class Cbor:
    """Writes values as CBOR, in definite and indefinite lengths and with numbers of every width."""

    def __init__(self, rng):
        self._rng = rng

    def structure(self, shape, value, extra=None):
        """The bytes of a structure."""
        entries = [(name, self._member(shape.members[name], item)) for name, item in value.items()]
        entries += [(name, _text(text)) for name, text in (extra or {}).items()]
        if shape.type == "structure" and self._rng.random() < 0.2:
            entries.append(("ZzNobodyKnowsThisMember", self._rng.choice([b"\xf6", b"\x9f\xa0\xff", b"\x00"])))
        return self._map([(_text(name), item) for name, item in entries])

    def _member(self, member, value):
        shape = member.shape
        if value is None:
            return b"\xf6"
        if shape.type == "boolean":
            return b"\xf5" if value else b"\xf4"
        if shape.type == "blob":
            return self._chunks(BYTES, value)
        if shape.type == "timestamp":
            return _head(TAG, 1) + self._number(seconds(value))
        if shape.type in ("float", "double"):
            return self._float(float(value))
        if shape.type == "list":
            return self._array([self._member(shape.members["member"], item) for item in value])
        if shape.type == "map":
            part = shape.members["value"]
            return self._map([(_text(name), self._member(part, item)) for name, item in value.items()])
        if shape.type in ("structure", "union"):
            return self.structure(shape, value)
        if isinstance(value, int):
            return self._integer(value)
        return self._chunks(TEXT, value.encode())

    def _number(self, value):
        return self._integer(value) if isinstance(value, int) else self._float(value)

    def _integer(self, value):
        wider = self._rng.random() < 0.2
        return _head(UNSIGNED, value, wider) if value >= 0 else _head(NEGATIVE, -1 - value, wider)

    def _float(self, value):
        # The narrowest that holds it, or wider.
        for initial, form in ((0xF9, ">e"), (0xFA, ">f"), (0xFB, ">d")):
            try:
                packed = struct.pack(form, value)
            except OverflowError:
                continue
            is_exact = value != value or struct.unpack(form, packed)[0] == value
            if form == ">d" or (is_exact and self._rng.random() < 0.5):
                return bytes([initial]) + packed
        raise AssertionError("a double holds every float")

    def _chunks(self, major, data):
        # A chunk of a text is a text itself, and must not end within a character.
        if major == BYTES and len(data) > 1 and self._rng.random() < 0.2:
            parts = [data[:1], data[1:]]
            return bytes([major << 5 | 31]) + b"".join(_head(major, len(p)) + p for p in parts) + BREAK
        return _head(major, len(data)) + data

    def _array(self, items):
        if self._rng.random() < 0.3:
            return b"\x9f" + b"".join(items) + BREAK
        return _head(ARRAY, len(items)) + b"".join(items)

    def _map(self, entries):
        content = b"".join(name + item for name, item in entries)
        if self._rng.random() < 0.3:
            return b"\xbf" + content + BREAK
        return _head(MAP, len(entries)) + content


def _text(value):
    data = value.encode()
    return _head(TEXT, len(data)) + data


def _head(major, number, wider=False):
    """A major type with its number, in as few bytes as go, or in eight."""
    if number < 24 and not wider:
        return bytes([major << 5 | number])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * size and (not wider or size == 8):
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise AssertionError("a number of more than eight bytes")
