"""Counting answers: each is made hashable, so that equal ones are counted once and worked out once."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import Raw, json

Frozen = Any
UNKNOWN = -1
"""In the place of seconds, where no moments are kept."""
ASKED, IMPORTED = "asked", "imported"
NOBODY = -1
"""The place of whoever gave no answer."""


def frozen(value: Any) -> Frozen:
    """An answer that can be counted."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return tuple(sorted((key, frozen(one)) for key, one in value.items()))
    return value


def thawed(value: Frozen) -> Any:
    """The answer it was: pairs become a mapping, other tuples a list."""
    if isinstance(value, tuple):
        if value and all(isinstance(one, tuple) and len(one) == 2 for one in value):
            return {key: thawed(one) for key, one in value}
        return [thawed(one) for one in value]
    return value


class CodedColumn:
    """What all respondents said to one thing: each different answer once, and by a number who gave which.

    Args:
        answers: the first of them, one a respondent; None for none.
    """

    def __init__(self, answers: Iterable[Any] = ()) -> None:
        self.values: list[Frozen] = []
        self.places = array("q")
        self._known: dict[Frozen, int] = {}
        self._read: dict[bytes, int] = {}
        for answer in answers:
            self.add(answer)

    def add(self, answer: Any) -> None:
        """One respondent more: an answer, read or as it is written in JSON, or None for none."""
        if not isinstance(answer, Raw):
            self.places.append(self._place_of(answer))
            return
        written = bytes(answer)
        if written not in self._read:
            self._read[written] = self._place_of(json.decode(written))
        self.places.append(self._read[written])

    def _place_of(self, answer: Any) -> int:
        if answer is None:
            return NOBODY
        made = frozen(answer)
        if made not in self._known:
            self._known[made] = len(self.values)
            self.values.append(made)
        return self._known[made]


@dataclass
class Answers:
    """Finished responses of a survey, by question."""

    columns: dict[str, CodedColumn] = field(default_factory=lambda: defaultdict(CodedColumn))
    days: CodedColumn = field(default_factory=CodedColumn)
    months: CodedColumn = field(default_factory=CodedColumn)
    languages: CodedColumn = field(default_factory=CodedColumn)
    sources: CodedColumn = field(default_factory=CodedColumn)
    versions: CodedColumn = field(default_factory=CodedColumn)
    origins: CodedColumn = field(default_factory=CodedColumn)
    """Whether they were asked here, or what they said elsewhere was imported."""
    seconds: "array[int]" = field(default_factory=lambda: array("q"))
    copies: "array[int]" = field(default_factory=lambda: array("q"))
    """A number for all that somebody said; 0 where that is too little to be told from anybody else's by."""
    reports: "array[int]" = field(default_factory=lambda: array("q"))
    """With which report of everybody they were counted first."""

    def __len__(self) -> int:
        return len(self.months.places)

    def add(
        self,
        keys: Iterable[str],
        answers: Mapping[str, Any],
        at: date,
        language: str = "",
        source: str = "",
        version: int = 1,
        *,
        seconds: int = UNKNOWN,
        copy: int = 0,
        origin: str = ASKED,
        report: int = 0,
    ) -> None:
        """One respondent more, who finished on that day after so many seconds."""
        for key in keys:
            self.columns[key].add(answers.get(key))
        self.days.add(f"{at:%Y-%m-%d}")
        self.months.add(f"{at:%Y-%m}")
        self.languages.add(language)
        self.sources.add(source)
        self.versions.add(str(version))
        self.origins.add(origin)
        self.seconds.append(seconds)
        self.copies.append(copy)
        self.reports.append(report)

    def on(self, days: Iterable[str]) -> None:
        """Have everybody finish on another day.

        Args:
            days: of each, in their order, as ISO 8601 has it.
        """
        self.days, self.months = CodedColumn(), CodedColumn()
        for day in days:
            self.days.add(day)
            self.months.add(day[:7])


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each answer was given, no answer left out.

    Args:
        people: by how many; what decides whether a cell may be shown.
        weighed: the sum of their weights; what shares and scores are made of.
        worth: how many people one weighted answer is worth (Kish 1965), for the intervals.
    """

    people: Mapping[Frozen, float]
    weighed: Mapping[Frozen, float]
    worth: float = 1.0

    @property
    def answered(self) -> float:
        """How many people answered."""
        return sum(self.people.values())

    @property
    def total(self) -> float:
        """The sum of their weights."""
        return sum(self.weighed.values())

    @property
    def effective(self) -> float:
        """How many people their weighted answers are worth."""
        return self.total * self.worth

    def turned(self, into: Callable[[Any], Iterable[Any]]) -> "Tally":
        """The same, counted by what each answer says; an answer that says several things counts for each."""
        people: dict[Any, float] = defaultdict(float)
        weighed: dict[Any, float] = defaultdict(float)
        for value, count in self.people.items():
            for code in into(thawed(value)):
                people[code] += count
                weighed[code] += self.weighed[value]
        return Tally(people, weighed, self.worth)

    def only(self, wanted: Callable[[Frozen], bool]) -> "Tally":
        """Only the answers for which this is so."""
        return self.of(value for value in self.people if wanted(value))

    def of(self, codes: Iterable[Any]) -> "Tally":
        """Only these, in this order, with those nobody gave."""
        return self.under({code: code for code in codes})

    def under(self, names: Mapping[Any, Any]) -> "Tally":
        """Only these, by other names."""
        people, weighed = (
            {name: counts.get(key, 0.0) for key, name in names.items()} for counts in (self.people, self.weighed)
        )
        return Tally(people, weighed, self.worth)


def tally(column: Sequence[Frozen], weights: Sequence[float] | None = None, worth: float = 1.0) -> Tally:
    """Count a column of answers, weighted or not."""
    people = {value: float(count) for value, count in Counter(column).items() if value is not None}
    if weights is None:
        return Tally(people, people, worth)
    weighed: dict[Frozen, float] = defaultdict(float)
    for value, weight in zip(column, weights, strict=True):
        if value is not None:
            weighed[value] += weight
    return Tally(people, weighed, worth)
