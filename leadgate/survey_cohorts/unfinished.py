"""Who did not finish: how many broke off and after which question, and how many found a quota full.

They are groups of their own, of which nothing else is said: no question counts them, so no figure can be taken from
another to find one of them. Of how far they came is told as finely as leaves nobody in a group under five, also not as
the difference of two reports. Of an anonymous survey it is told once, when nobody is in the middle of it any more.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from leadgate.statistics.disclosure import FEWEST, is_small

Mark = bytes
SIZE = 8
"""Of a mark: what a response is known by here, which could be found in no other table."""
Groups = Sequence[Sequence[str]]
START = ""
"""In the place of a question: none was sent yet."""
MOST_GROUPS = 32
SOME = 4
"""How far people came is told anew once one in so many of those it was told of has gone or come."""


@dataclass(frozen=True)
class Unfinished:
    """Who had not finished, and what was said of them.

    Args:
        after: who broke off, by the question they sent last.
        away: who was turned away.
        groups: the questions that are told apart, and those that are told together; none where nothing is said.
        tells_away: whether it is said how many were turned away.
    """

    after: Mapping[str, frozenset[Mark]] = field(default_factory=dict)
    away: frozenset[Mark] = frozenset()
    groups: Groups = ()
    tells_away: bool = False

    @property
    def everybody(self) -> frozenset[Mark]:
        """Whoever it speaks of."""
        return self.away.union(*self.after.values())

    def within(self, keys: Iterable[str]) -> frozenset[Mark]:
        """Who broke off after one of these questions."""
        return frozenset[Mark]().union(*(self.after.get(key, ()) for key in keys))

    def told_beside(self, before: Sequence["Unfinished"], order: Sequence[str]) -> "Unfinished":
        """The same with what may be said of it.

        Args:
            before: whom earlier reports spoke of, and how.
            order: all questions, as they are asked.
        """
        keys = [START, *order]
        widths = (2**times for times in range(len(keys).bit_length() + 1) if len(keys) <= MOST_GROUPS * 2**times)
        ways = ([keys[at : at + width] for at in range(0, len(keys), width)] for width in widths)
        found = next((groups for groups in ways if self._may_tell(groups, before)), ())
        tells_away = not is_small(len(self.away)) and not any(
            _differ_by_few(self.away, one.away) for one in before if one.tells_away
        )
        return replace(self, groups=found, tells_away=tells_away)

    def _may_tell(self, groups: Groups, before: Sequence["Unfinished"]) -> bool:
        if any(is_small(len(self.within(group))) for group in groups):
            return False
        told = [one for one in before if one.groups]
        return not any(
            _differ_by_few(self.within(keys), one.within(keys))
            for one in told
            for keys in _spans([*_in_both(groups, one.groups)])
        )

    def plain(self) -> dict[str, Any]:
        """How many broke off and where, and how many were turned away; None for what is hidden."""
        steps = [
            {"first": group[0], "last": group[-1], "people": people}
            for group in self.groups
            if (people := len(self.within(group)))
        ]
        broke_off = {"people": sum(len(one) for one in self.after.values()), "steps": steps} if self.groups else None
        return {"broke_off": broke_off, "turned_away": len(self.away) if self.tells_away else None}

    def kept(self) -> dict[str, Any]:
        """As JSON takes it."""
        after = {key: packed(one) for key, one in sorted(self.after.items())}
        return {"after": after, "away": packed(self.away), "groups": self.groups, "tells_away": self.tells_away}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Unfinished":
        """What `kept` gave."""
        after = {key: frozenset(unpacked(one)) for key, one in kept["after"].items()}
        return cls(after, frozenset(unpacked(kept["away"])), kept["groups"], kept["tells_away"])


def told_anew(
    before: Sequence[Unfinished], now: Unfinished, order: Sequence[str], *, is_anonymous: bool
) -> Sequence[Unfinished]:
    """What reports have said of those who did not finish, with what is to be said now; the same for nothing new.

    Args:
        before: by report, whom they spoke of; those of whom nobody is left are let go.
        now: who has not finished.
        order: all questions, as they are asked.
        is_anonymous: whether the survey is; then nobody of whom it is told is in the middle of it any more.
    """
    if before and (is_anonymous or not _is_another(before[-1], now)):
        return before
    found = now.told_beside(before, order)
    if before and not found.groups:
        return before
    if is_anonymous:
        return [found]
    return [*(one for one in before if one.everybody & now.everybody), found]


def _is_another(before: Unfinished, now: Unfinished) -> bool:
    return len(before.everybody ^ now.everybody) >= max(FEWEST, len(before.everybody) // SOME)


def _differ_by_few(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    return is_small(len(one - other)) or is_small(len(other - one))


def _in_both(one: Groups, other: Groups) -> Iterator[set[str]]:
    """The smallest sets of questions that either tells of: groups that have one in common are told together."""
    left = [{*group} for group in (*one, *other)]
    while left:
        found = left.pop(0)
        while more := [group for group in left if group & found]:
            left = [group for group in left if not group & found]
            found = found.union(*more)
        yield found


def _spans(told: Sequence[set[str]]) -> Iterator[set[str]]:
    """Those that are told, and each with the next ones: whoever went on from one to the next is in both."""
    for first, last in combinations(range(len(told) + 1), 2):
        yield set[str]().union(*told[first:last])


def furthest(passed: Sequence[str], order: Callable[[str], int]) -> str:
    """The question somebody sent last, in the order they stand.

    Args:
        passed: the questions and sections they sent.
        order: the place of a question; below zero for none.
    """
    return max((key for key in passed if order(key) >= 0), key=order, default=START)


def packed(marks: Iterable[Mark]) -> str:
    """Marks as text; their order says nothing."""
    return b64encode(b"".join(sorted(marks))).decode()


def unpacked(text: str) -> list[Mark]:
    """What `packed` wrote."""
    held = b64decode(text)
    return [held[at : at + SIZE] for at in range(0, len(held), SIZE)]
