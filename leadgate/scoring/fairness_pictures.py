"""Whether a goal is fair to groups, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadgate.scoring.attribute_wording import AttributeWording
from leadgate.scoring.goals import WATCHED

Span = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class FairnessGroup:
    """One group: how many, their share in the first tenth, and how many times that of the group most often there."""

    label: str
    people: int
    share: Span
    ratio: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """Whether groups are in the first tenth as often as each other.

    Args:
        label: what makes the groups.
        is_watched: whether it is one that no goal should go by.
        is_below: whether one is there less than four fifths as often, and not by chance.
        groups: the others are too small, or hidden.
        stand_ins: the fields by which a group can be guessed, each with how often rightly of a hundred times, and how
            often without.
    """

    label: str
    is_watched: bool
    is_below: bool
    groups: Sequence[FairnessGroup]
    stand_ins: Sequence[tuple[str, int, int]]

    @property
    def least(self) -> FairnessGroup:
        """The group that is there least often."""
        return min(self.groups, key=lambda one: one.ratio)

    @property
    def most(self) -> FairnessGroup:
        """The group that is there most often."""
        return max(self.groups, key=lambda one: one.ratio)


def fairness_of(body: Mapping[str, Any], words: AttributeWording) -> list[Fairness]:
    """For each field that makes groups, those first that no goal should go by; none of older figures."""
    found = [
        Fairness(
            words.trait(one["name"]),
            one["name"] in WATCHED,
            one["is_below"],
            [_group(row, words.of(one["name"], row["class"])) for row in one["rows"]],
            [_stand_in(by, words) for by in one["stand_ins"]],
        )
        for one in body.get("fairness", ())
    ]
    return sorted(found, key=lambda one: not one.is_watched)


def _group(row: Mapping[str, Any], label: str) -> FairnessGroup:
    value, low, high = row["share"]
    return FairnessGroup(label, row["people"], (value, low, high), row["ratio"])


def _stand_in(by: Mapping[str, Any], words: AttributeWording) -> tuple[str, int, int]:
    return words.trait(by["name"]), round(100 * by["right"]), round(100 * by["without"])
