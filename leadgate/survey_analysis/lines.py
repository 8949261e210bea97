"""What people said as lines of answers that exclude each other, one a person: what can be compared with what."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    ConstantSum,
    Effort,
    Kano,
    LongText,
    Matrix,
    Number,
    OneChoice,
    Ranking,
    Recommending,
    Satisfaction,
    SeveralChoices,
    ShortText,
    Slider,
)
from leadgate.questions.kinds.kano import CLASSES
from leadgate.statistics.steps import step_of
from leadgate.statistics.tallies import NOBODY, CodedColumn, Frozen, Tally, thawed
from leadgate.survey_analysis.parts import LineKey
from leadgate.survey_analysis.scores.promoters import NPS_CLASSES, nps_class

Places = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
NOT = ""
"""Of a line that stands for one of several that can be chosen: not this one."""
GIVEN = "given"
"""Of a line that only says who answered."""


@dataclass(frozen=True)
class Column:
    """Every respondent's answer to one question, each different answer once."""

    values: Sequence[Frozen]
    places: Places

    @classmethod
    def of(cls, answers: CodedColumn) -> "Column":
        """What was read of a question."""
        return cls(answers.values, np.array(answers.places, dtype=np.int64))

    def moved(self, order: Mapping[int, int]) -> Places:
        """The place of each respondent's answer where the answers stand in another order.

        Args:
            order: the new place of each.
        """
        return np.array([*(order[at] for at in range(len(self.values))), NOBODY])[self.places]

    def tally(self, marked: Marks | None = None, weights: npt.NDArray[np.float64] | None = None) -> Tally:
        """How often each answer was given, of those who are marked, weighted or not.

        Args:
            marked: who counts; None for all.
            weights: of each respondent, one on average; None for none.
        """
        given = self.places >= 0 if marked is None else marked & (self.places >= 0)
        people = np.bincount(self.places[given], minlength=len(self.values))
        counted = {value: float(count) for value, count in zip(self.values, people, strict=True) if count}
        if weights is None:
            return Tally(counted, counted)
        sums = np.bincount(self.places[given], weights[given], minlength=len(self.values))
        worth = float(weights.sum() ** 2 / (weights**2).sum()) / len(weights)
        return Tally(counted, {self.values[at]: float(sums[at]) for at in map(int, np.flatnonzero(people))}, worth)


@dataclass(frozen=True)
class AnswerLine:
    """A line of answers that exclude each other.

    Args:
        key: which.
        codes: its answers, in the order they are shown.
        places: the place of each respondent's answer among them; NOBODY where there is none.
        known: the answers of which everybody knows how many gave them: a quota of them is full.
    """

    key: LineKey
    codes: Sequence[str]
    places: Places
    known: frozenset[str] = frozenset()

    def knowing(self, codes: Iterable[str]) -> "AnswerLine":
        """The same where it is known how many gave some answers to the question, as quotas name them."""
        names = {self.key[1] if code == self.key[1] else code.removeprefix(f"{self.key[1]}:") for code in codes}
        return replace(self, known=frozenset(names & {*self.codes}))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many gave each answer."""
        found = np.bincount(self.places[self.places >= 0], minlength=len(self.codes))
        return {code: int(count) for code, count in zip(self.codes, found, strict=True)}

    @property
    def answered(self) -> int:
        """How many gave one."""
        return sum(self.counts.values())

    @property
    def groups(self) -> list[Marks]:
        """Who gave each answer, and who gave none."""
        return [self.places == at for at in (*range(len(self.codes)), NOBODY)]


Reader = tuple[str, Sequence[str], Callable[[Any], str | None]]
"""Which line of a question, its answers, and which of them a person's whole answer says."""


def lines_of(item: AnyItem, column: Column, codes: Sequence[str], edges: Sequence[float]) -> Iterator[AnswerLine]:
    """The lines of a question.

    Args:
        item: the question.
        column: the answers.
        codes: the codebook, where it is answered in words.
        edges: of the bins of its histogram, where it is answered in numbers.
    """
    for name, answers, read in _readers(item, codes, edges):
        place = {code: at for at, code in enumerate(answers)}
        said = [read(thawed(value)) for value in column.values]
        known = np.array([*(place.get(code, NOBODY) if code is not None else NOBODY for code in said), NOBODY])
        yield AnswerLine((item.key, name), list(answers), known[column.places])


def _readers(item: AnyItem, codes: Sequence[str], edges: Sequence[float]) -> Iterator[Reader]:  # noqa: C901 - a kind each
    match item:
        case ShortText() | LongText():
            yield from ((code, (code, NOT), _ticked(code, list)) for code in codes)
        case OneChoice():
            yield "", item.in_line, lambda value: next(iter(item.codes(value)))
        case SeveralChoices():
            yield from ((code, (code, NOT), _ticked(code, item.codes)) for code in item.in_line)
        case Ranking():
            yield "", [one.key for one in item.choices], lambda value: value[0] if value else None
        case Matrix():
            yield from ((row.key, [one.key for one in item.columns], _under(row.key)) for row in item.rows)
        case Kano():
            yield from ((one.key, list(CLASSES), _class_of(item, one.key)) for one in item.features)
        case BestWorst():
            yield from ((one.key, (one.key,), _seen(one.key)) for one in item.choices)
        case ConstantSum():
            yield "", (GIVEN,), lambda _value: GIVEN
        case Number() | Slider():
            bins = [str(at) for at in range(max(len(edges) - 1, 0))]
            yield "", bins, lambda value: str(step_of(float(value), edges))
        case Recommending():
            yield "", list(NPS_CLASSES), nps_class
        case Satisfaction() | Effort():
            yield "", [str(one) for one in item.points], str


def _ticked(code: str, read: Callable[[Any], Any]) -> Callable[[Any], str | None]:
    # A text nobody coded says nothing yet, neither this nor not this.
    return lambda value: None if isinstance(value, str) else code if code in read(value) else NOT


def _under(row: str) -> Callable[[Mapping[str, str]], str | None]:
    return lambda value: value.get(row)


def _seen(thing: str) -> Callable[[Mapping[str, Sequence[str]]], str | None]:
    return lambda sets: thing if any(thing in shown for shown in sets.values()) else None


def _class_of(item: Kano, feature: str) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        return next((code.partition(":")[2] for code in item.codes(value) if code.startswith(f"{feature}:")), None)

    return read
