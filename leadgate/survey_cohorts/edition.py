"""Whom figures count that compare groups: parts, tables, pairs of questions, months, weights.

Everybody's figures grow with each five who answered. Figures of groups would grow by one of these five, and whoever had
asked for a table before and asks for a part now reads what else that one said. So all figures of groups are of one
edition: of the same people, from the first such figure there was until the next edition takes its place, which is of
others only. Nobody is in two of them, so no sum and difference of what is told of two is of few.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_cohorts.unfinished import Mark, packed, unpacked

Body = dict[str, Any]
HELD: Body = {"answered": None, "held": True}
HELD_PART: Body = {"people": None, "few": True, "held": True, "questions": {}, "pairs": [], "weighting": None}
OF_GROUPS = ("pairs", "weighting", "languages", "sources", "versions", "origins")
"""What of a report of everybody compares groups, or says which there are."""
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


def with_groups(whole: Body, groups: Body) -> Body:
    """Everybody's figures, with what is told of groups.

    Args:
        whole: the figures of everybody.
        groups: the report of those whom figures of groups count.
    """
    told = {key: one for key, one in groups["questions"].items() if "months" in one}
    questions = {
        key: one | {name: told[key][name] for name in ("months", "months_weighted") if name in told.get(key, ())}
        for key, one in whole["questions"].items()
    }
    return whole | {name: groups[name] for name in OF_GROUPS if name in groups} | {"questions": questions}


def is_told(bodies: Mapping[str, Body]) -> bool:
    """Whether anything is told of groups, so that from now on they count these people."""
    whole = bodies[parts.ALL]
    return bool(
        whole["pairs"]
        or whole["weighting"]
        or any(one.get("months") for one in whole["questions"].values())
        or any(not _says_nothing(body) for part, body in bodies.items() if part != parts.ALL)
    )


def _says_nothing(body: Body) -> bool:
    return bool(body.get("few") or body.get("held"))


def of_few(groups: Body) -> set[str]:
    """The questions of which a report hides something. Where figures of everybody were told before and after, it is
    known all the same, so nothing is said of these questions by groups.

    Args:
        groups: a report.
    """
    return {key for key, one in groups["questions"].items() if _hides(one)}


def _hides(figures: Any) -> bool:
    """Whether a count is hidden, wherever it stands."""
    if isinstance(figures, Mapping):
        return any(one is None if name in ("count", "answered") else _hides(one) for name, one in figures.items())
    return isinstance(figures, list) and any(map(_hides, figures))


def without(part: str, body: Body, held: Collection[str]) -> Body:
    """What was asked for, or the report of everybody, without what it says by groups of some questions.

    Args:
        part: its name.
        body: as it was worked out.
        held: the questions.
    """
    if parts.is_table(part):
        is_held = any(side.partition(parts.LINE)[0] in held for side in parts.sides_of_table(part))
        return waiting(part) if is_held else body
    if any(name in held for name, _code in parts.conditions_of(part)):
        return waiting(part)
    if part != parts.ALL:
        return body | {"questions": {key: HELD if key in held else one for key, one in body["questions"].items()}}
    pairs = [one for one in body["pairs"] if not {one["rows"], one["columns"]} & {*held}]
    questions = {key: _timeless(one) if key in held else one for key, one in body["questions"].items()}
    return body | {"pairs": pairs, "questions": questions}


def waiting(part: str) -> Body:
    """What stands in the place of something asked for while nothing is said of it.

    Args:
        part: its name.
    """
    if parts.is_table(part):
        sides = parts.sides_of_table(part)
        return {"people": None, "rows": sides[0], "columns": sides[1], **HELD}
    return HELD_PART


def _timeless(figures: Body) -> Body:
    return {name: one for name, one in figures.items() if not name.startswith("months")}
