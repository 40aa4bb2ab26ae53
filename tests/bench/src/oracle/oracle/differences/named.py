"""A difference: its name, and the reason to let it pass."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    name: str
    reason: str


DIFFERENCES = []


def named(name, reason):
    """Puts a difference on the list."""
    DIFFERENCES.append(Difference(name, " ".join(reason.split())))
