"""JSON bodies."""

import json

from ..params import number
from . import scalars

UNKNOWN = "ZzNobodyKnowsThisMember"


class Raw(float):
    """A number with a text of its own."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self

    def __repr__(self):
        return self.text


class Json:
    """Writes values as JSON, with what readers have to live with: unknown members, nulls, any white space."""

    def __init__(self, rng, uses_json_name):
        self._rng = rng
        self._uses_json_name = uses_json_name

    def structure(self, shape, value, extra=None):
        """The text of a structure, of which only these members are in the body."""
        written = self._structure(shape, value)
        if shape.type == "structure":
            written.update(extra or {})
        return self.text(written)

    def payload(self, member, value):
        """The text of a member that is the whole body."""
        return self.text(self._member(member, value))

    def text(self, value):
        style = self._rng.choice([(",", ":"), (", ", ": "), (" ,\n", "\t: ")])
        return json.dumps(value, ensure_ascii=self._rng.random() < 0.5, separators=style)

    def _name(self, member):
        return member.own("jsonName", member.name) if self._uses_json_name else member.name

    def _structure(self, shape, value):
        written = {
            self._name(shape.members[name]): self._member(shape.members[name], item)
            for name, item in value.items()
        }
        if shape.type == "union":
            return written
        if self._rng.random() < 0.2:
            written[UNKNOWN] = self._rng.choice([None, 1, "x", [{}], {"a": [1, {"b": None}]}])
        return written

    def _member(self, member, value):
        shape = member.shape
        if value is None or shape.type == "document":
            return value
        if shape.type == "timestamp":
            form = member.get("timestampFormat", "epoch-seconds")
            if form != "epoch-seconds":
                return scalars.timestamp(self._rng, value, form)
            text = scalars.epoch(value)
            return Raw(text) if "." in text or self._rng.random() < 0.2 else int(text)
        if shape.type in ("float", "double"):
            return number(value)
        if shape.type == "blob":
            return scalars.blob(value)
        if shape.type == "list":
            return [self._member(shape.members["member"], item) for item in value]
        if shape.type == "map":
            return {name: self._member(shape.members["value"], item) for name, item in value.items()}
        if shape.type in ("structure", "union"):
            return self._structure(shape, value)
        return value
