"""From the figures of a goal to what its pages draw and say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext

from leadgate.attributes import activities
from leadgate.scoring.attribute_wording import AttributeWording, wording
from leadgate.scoring.fairness_pictures import Fairness, fairness_of
from leadgate.scoring.goals import GoalFigures
from leadgate.scoring.models import Goal
from leadgate.scoring.motivations import Motivations

Span = tuple[float, float, float]


def goal_named(occasion: str, place: UUID | None) -> str:
    """What good leads do, in words."""
    return dict(activities.choices()).get(f"{occasion}:{place}" if place else occasion) or gettext(
        "something that is gone"
    )


def title_of(goal: Goal) -> str:
    """What the good leads of a goal do."""
    return goal_named(goal.occasion, goal.place)


@dataclass(frozen=True, slots=True)
class Tenth:
    """One tenth of the people by their score: what was expected of it, and what was true."""

    number: int
    expected: float
    true: Span


def tenths_of(body: Mapping[str, Any]) -> list[Tenth]:
    """The tenths, the most likely first."""
    found = [Tenth(10 - at, one[0], (one[1], one[2], one[3])) for at, one in enumerate(body["tenths"])]
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Class:
    """One answer of a driver: how many gave it, how many of them did it, and the odds with everything else equal."""

    label: str
    people: int | None
    share: Span | None
    odds: Span | None

    @property
    def bar(self) -> tuple[float, float, float, float]:
        """Of a bar a hundred wide: where it begins, its width, and both ends of its interval."""
        assert self.share
        value, low, high = (100 * one for one in self.share)
        return 0.0, value, low, high


@dataclass(frozen=True, slots=True)
class Driver:
    """One field, and whether its answers go with having done it."""

    label: str
    strength: float
    holds: bool
    classes: Sequence[Class]


def drivers_of(body: Mapping[str, Any], words: AttributeWording) -> list[Driver]:
    """The fields, strongest first."""
    return [
        Driver(
            words.trait(one["name"]),
            one["strength"],
            one["p"] < 0.05,
            [_class(row, words.of(one["name"], row["class"])) for row in one["rows"]],
        )
        for one in body["drivers"]
    ]


def _class(row: Mapping[str, Any], label: str) -> Class:
    return Class(label, row["people"], _span(row["share"]), _span(row["odds"]))


def _span(found: Sequence[float] | None) -> Span | None:
    return (found[0], found[1], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class ScoreReason:
    """What one field adds to somebody's figure, in plain words."""

    trait: str
    answer: str
    raises: bool


TOO_GOOD = 0.98
"""An AUC nobody reaches who only knows what somebody was like before."""


@dataclass(frozen=True, slots=True)
class GoalPage:
    """What the page of a goal shows."""

    title: str
    best_field: str
    best_field_by_lift: str
    tenths: Sequence[Tenth]
    drivers: Sequence[Driver]
    fairness: Sequence[Fairness] = ()
    is_too_good: bool = False
    """Whether people are told apart so well that something looked at may be the thing itself, by another name."""


def page_of(figures: GoalFigures) -> GoalPage:
    """A goal as its page shows it; only its title while there are no figures."""
    title, words, body = title_of(figures.goal), wording(), figures.body
    if body is None:
        return GoalPage(title, "", "", (), ())
    best, by_lift = (words.trait(body[name]["name"]) for name in ("best_by_auc", "best_by_lift"))
    too_good = body["auc"][0] >= TOO_GOOD
    return GoalPage(title, best, by_lift, tenths_of(body), drivers_of(body, words), fairness_of(body, words), too_good)


@dataclass(frozen=True, slots=True)
class Conversion:
    """Those who came from a source for a reason, and the shares of them that did each thing afterwards."""

    source: str
    motivation: str
    people: int
    did: Sequence[Span | None]


@dataclass(frozen=True, slots=True)
class Conversions:
    """Which motivations convert: a line for each that enough people share, and how many are not shown."""

    occasions: Sequence[str]
    lines: Sequence[Conversion]
    hidden: int


def conversions_of(found: Motivations) -> Conversions:
    """The figures of an asset as its page shows them; lines with the most people first."""
    body = found.body
    if body is None:
        return Conversions((), (), 0)
    known, called = activities.declared(), dict(found.asset.motivations)
    lines = [
        Conversion(
            source or gettext("not named"),
            called.get(reason, reason) or gettext("not said"),
            body["people"][at][to],
            [_span(body["did"][one.name][at][to]) if one.name in body["did"] else None for one in known],
        )
        for at, source in enumerate(body["sources"])
        for to, reason in enumerate(body["motivations"])
        if body["people"][at][to]
    ]
    hidden = sum(people is None for line in body["people"] for people in line)
    return Conversions([str(one.label) for one in known], sorted(lines, key=lambda one: -one.people), hidden)


def reasons_of(facts: Mapping[str, Any], words: AttributeWording) -> list[ScoreReason]:
    """The reasons for a score, the weightiest first."""
    return [ScoreReason(words.trait(name), words.of(name, code), added > 0) for name, code, added in facts["why"]]
