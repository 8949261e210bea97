"""Counting answers: each is made hashable, so that equal ones are counted once and worked out once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Frozen = Any


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


@dataclass
class Answers:
    """All finished responses of a survey, by question: one entry per respondent, one object per different answer."""

    columns: dict[str, list[Frozen]] = field(default_factory=lambda: defaultdict(list))
    months: list[str] = field(default_factory=list)
    _known: dict[Frozen, Frozen] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.months)

    def add(self, keys: Sequence[str], answers: Mapping[str, Any], at: datetime) -> None:
        """One respondent more."""
        for key in keys:
            made = frozen(answers.get(key))
            self.columns[key].append(self._known.setdefault(made, made))
        self.months.append(f"{at:%Y-%m}")


def counted(column: Iterable[Frozen], weighed: Sequence[float] | None = None) -> dict[Frozen, float]:
    """How often each answer was given; no answer is none."""
    if weighed is None:
        return {value: float(count) for value, count in Counter(column).items() if value is not None}
    found: dict[Frozen, float] = defaultdict(float)
    for value, weight in zip(column, weighed, strict=True):
        if value is not None:
            found[value] += weight
    return dict(found)
