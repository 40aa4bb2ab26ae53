"""Random values of a model's shapes, of the members that botocore knows as well.

A value is what botocore takes and gives: text, bytes, numbers, `datetime`, lists and dictionaries by the names of the
members. Documents are plain JSON.
"""

from dataclasses import dataclass, replace

from . import texts

MAX_DEPTH = 5
BITS = {"byte": 8, "short": 16, "integer": 32, "intEnum": 32, "long": 64}


@dataclass(frozen=True)
class Rules:
    """What the values of a place may be. `differences/values.py` says why."""

    # "any", "xml" or "header": the characters of a text.
    text: str = "any"
    # Texts that must not occur.
    without: tuple = ()
    empty_text: bool = True
    # Numbers become text whose form is each language's own.
    numbers_as_text: bool = False
    # Timestamps may have a fraction of a second.
    fractions: bool = True
    # Lists and maps may be empty, and hold what is not there.
    empty_collections: bool = True
    nulls: bool = True

    def but(self, **changes):
        return replace(self, **changes)


class Unfit(Exception):
    """There is no value of a shape that both sides know."""


class Values:
    """Makes values, of which a case is to have a handful."""

    def __init__(self, rng, likelihood):
        self.rng = rng
        # How likely a member is set that need not be.
        self.likelihood = likelihood
        self.left = 60

    def structure(self, shape, known, rules_of, leave=lambda member: False, depth=0):
        """The members of a structure. `rules_of` gives the rules of each, or `None` for one that has to stay unset;
        `leave` names those that are left out although the model requires them."""
        value = {}
        for name, member in shape.members.items():
            rules = rules_of(member)
            if rules is None or name not in known.members:
                continue
            is_required = member.has("required") and not leave(member)
            if not is_required and not self._is_set(depth):
                continue
            try:
                value[name] = self.member(member, known.members[name], rules, depth)
            except Unfit:
                if is_required:
                    raise
        return value

    def _is_set(self, depth):
        if self.left <= 0 or depth >= MAX_DEPTH:
            return False
        return self.rng.random() < self.likelihood / (1 if depth == 0 else 1.5)

    def member(self, member, known, rules, depth):
        default = member.own("default")
        if default not in (None, "") and self.rng.random() < 0.2:
            # The default, set.
            if isinstance(default, (bool, int)) and member.shape.type in (*BITS, "boolean"):
                return default
            if isinstance(default, str) and member.shape.type in ("string", "enum"):
                return default
        if known.type_name == "timestamp" and member.get("timestampFormat") == "http-date":
            rules = rules.but(fractions=False)
        return self.value(member.shape, known, rules, depth)

    def value(self, shape, known, rules, depth):
        """A value of a shape, at this depth of the whole."""
        self.left -= 1
        if depth > 3 * MAX_DEPTH:
            raise Unfit(shape.name)
        return getattr(self, "_" + shape.type)(shape, known, rules, depth)

    def _string(self, shape, known, rules, depth):
        values = shape.enum_values
        if values and self.rng.random() < 0.7:
            return self.rng.choice(values)
        return texts.text(self.rng, rules)

    _enum = _string

    def _blob(self, shape, known, rules, depth):
        # Cases have blobs as text.
        return texts.text(self.rng, rules).encode()

    def _boolean(self, shape, known, rules, depth):
        return self.rng.random() < 0.5

    def _byte(self, shape, known, rules, depth):
        return texts.integer(self.rng, BITS[shape.type])

    _short = _integer = _long = _byte

    def _intEnum(self, shape, known, rules, depth):
        if self.rng.random() < 0.7:
            return self.rng.choice(shape.enum_values)
        return texts.integer(self.rng, 32)

    def _float(self, shape, known, rules, depth):
        return texts.floating(self.rng, shape.type == "double", rules)

    _double = _float

    def _bigInteger(self, shape, known, rules, depth):
        # botocore's models have other types for it.
        raise Unfit(shape.name)

    _bigDecimal = _bigInteger

    def _timestamp(self, shape, known, rules, depth):
        return texts.timestamp(self.rng, rules)

    def _document(self, shape, known, rules, depth):
        # A list, text or number at the top is none to botocore's serializers.
        return {texts.text(self.rng, rules): texts.document(self.rng, rules)}

    def _size(self, rules, depth):
        least = 0 if rules.empty_collections else 1
        if self.left <= 0 or depth >= MAX_DEPTH:
            return least
        return self.rng.choice([least, 1, 1, 2, 3])

    def _list(self, shape, known, rules, depth):
        size = self._size(rules, depth)
        member = shape.members["member"]
        items = [self.member(member, known.member, rules, depth + 1) for _ in range(size)]
        return [self._sparse(shape, item, rules) for item in items]

    def _map(self, shape, known, rules, depth):
        size = self._size(rules, depth)
        key, value = shape.members["key"], shape.members["value"]
        entries = {}
        for _ in range(size):
            name = self.member(key, known.key, rules, depth + 1)
            item = self.member(value, known.value, rules, depth + 1)
            entries[name] = self._sparse(shape, item, rules)
        return dict(sorted(entries.items()))

    def _sparse(self, shape, item, rules):
        """In a collection that allows it, nothing in place of some scalars."""
        can_miss = rules.nulls and shape.has("sparse") and isinstance(item, (str, bool, int))
        return None if can_miss and self.rng.random() < 0.3 else item

    def _structure(self, shape, known, rules, depth):
        return self.structure(shape, known, lambda member: rules, depth=depth + 1)

    def _union(self, shape, known, rules, depth):
        both = [member for name, member in shape.members.items() if name in known.members]
        self.rng.shuffle(both)
        if depth >= MAX_DEPTH:
            nested = ("structure", "union", "list", "map")
            both.sort(
                key=lambda member: nested.index(member.shape.type) if member.shape.type in nested else -1
            )
        for member in both:
            try:
                return {member.name: self.member(member, known.members[member.name], rules, depth + 1)}
            except Unfit:
                continue
        raise Unfit(shape.name)


def renamed(entries):
    """The entries of a map that become headers with a prefix, by names that headers can have."""
    return {f"x{number}": item for number, item in enumerate(entries.values())}
