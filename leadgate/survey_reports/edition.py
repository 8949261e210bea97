"""Whom figures count that compare groups: parts, tables, pairs of questions, months, weights.

Everybody's figures grow with each five who answered. Figures of groups would grow by one of these five, and whoever had
asked for a table before and asks for a part now reads what else that one said. So all figures of groups are of one
edition: of the same people, from the first such figure there was until the next edition takes its place, which is of
others only. Nobody is in two of them, so no sum and difference of what is told of two is of few.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_reports.unfinished import Mark, packed, unpacked

TIMES = 2
"""The next edition takes the place of the last once it is so many times as large."""
NOTHING = Remembered()
Codes = Mapping[Mark, Sequence[str]]


@dataclass(frozen=True)
class Edition:
    """Whom figures of groups count.

    Args:
        members: who of them is counted still.
        size: how many they were.
        spent: who was in an edition before, and is in no other one.
        codes: by question, the codes of their answers in words; once every answer had some, and for good.
        remembered: what was published of them; nothing as long as nothing was told.
    """

    members: frozenset[Mark] = frozenset()
    size: int = 0
    spent: frozenset[Mark] = frozenset()
    codes: Mapping[str, Codes] = field(default_factory=dict)
    remembered: Remembered = NOTHING

    @property
    def is_first(self) -> bool:
        """Whether nobody was in one before."""
        return not self.spent

    def beside(self, counted: frozenset[Mark]) -> "Edition":
        """The edition beside a report of everybody.

        Args:
            counted: whom that counts.
        """
        spent = self.spent & counted
        if not self.remembered.steps:
            return _of(counted - spent, spent)
        members = self.members & counted
        others = counted - members - spent
        if len(members) < self.size:
            return _of(others, spent | members)
        is_due = len(others) >= max(TIMES * self.size, FEWEST)
        return _of(others, spent | members) if is_due else replace(self, spent=spent)

    def beside_all(self, counted: frozenset[Mark]) -> dict[str, dict[str, int]]:
        """How many figures of groups count, and how many more have to come for the next edition; nothing where they
        count everybody.

        Args:
            counted: whom the report of everybody counts.
        """
        left = len(counted - self.members - self.spent)
        if not left and not self.spent:
            return {}
        return {"groups": {"people": len(self.members), "missing": max(0, TIMES * self.size - left)}}

    def coded(self, codes: Mapping[str, Codes]) -> "Edition":
        """The same with the codes of questions of which it has none yet.

        Args:
            codes: by question, those of all answers to it.
        """
        mine = {
            question: {one: given[one] for one in given if one in self.members} for question, given in codes.items()
        }
        return replace(self, codes={**mine, **self.codes})

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "members": packed(self.members),
            "size": self.size,
            "spent": packed(self.spent),
            "codes": plain_codes(self.codes),
            "asked": [*self.remembered.asked],
            "steps": self.remembered.steps,
        }

    @classmethod
    def read(cls, held: Mapping[str, Any]) -> "Edition":
        """What `plain` wrote."""
        members, spent = (frozenset(unpacked(held[name])) for name in ("members", "spent"))
        remembered = Remembered.read(held["steps"], held["asked"])
        return cls(members, held["size"], spent, read_codes(held["codes"]), remembered)


NOBODY = Edition()


def _of(members: frozenset[Mark], spent: frozenset[Mark]) -> Edition:
    return Edition(members, len(members), spent)


def plain_codes(codes: Mapping[str, Codes]) -> dict[str, dict[str, list[str]]]:
    """Codes by question and mark, as they are kept."""
    return {
        question: {b64encode(one).decode(): list(mine[one]) for one in sorted(mine)} for question, mine in codes.items()
    }


def read_codes(held: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Codes]:
    """What `plain_codes` wrote."""
    return {question: {b64decode(one): codes for one, codes in mine.items()} for question, mine in held.items()}
