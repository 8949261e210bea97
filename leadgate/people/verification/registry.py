"""Every kind of proof there is, as the rooms declare them."""

from collections.abc import Iterable

from leadgate.people.verification.types import Kind

_kinds: dict[str, Kind] = {}


def declare(*kinds: Kind) -> None:
    """Declare what a room asks people to prove."""
    _kinds.update({kind.word: kind for kind in kinds})


def kinds() -> Iterable[Kind]:
    """Every kind."""
    return _kinds.values()


def named(word: str) -> Kind:
    """The kind of that word."""
    return _kinds[word]
