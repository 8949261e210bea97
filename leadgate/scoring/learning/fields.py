"""Fields: what is known of people, as classes small enough to be few and large enough to point at nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.scoring.learning.classes import NOT_SAID, OTHER

Known = str | float | None
"""What one person said: a code, a number, or nothing."""
Codes = npt.NDArray[np.int16]
Numbers = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]

LEAST = 20
"""A class of fewer people is put with the other small ones: it could be learnt by heart, and would name somebody."""
MOST_BINS = 10


@dataclass(frozen=True)
class Field:
    """One field and its classes.

    Args:
        name: of the trait it is made from.
        classes: codes in their order; for numbers, none but those before and after the bins.
        edges: where one bin of a number ends and the next begins, lowest first.
    """

    name: str
    classes: tuple[str, ...]
    edges: tuple[float, ...] = ()

    def codes(self, column: Sequence[Known]) -> Codes:
        """The class of each person, as its place in `classes`."""
        if self.edges:
            return self._binned(column)
        place = {code: at for at, code in enumerate(self.classes)}
        other = place.get(OTHER, 0)
        return np.array([0 if value is None else place.get(str(value), other) for value in column], dtype=np.int16)

    def _binned(self, column: Sequence[Known]) -> Codes:
        numbers = np.array([np.nan if value is None else float(value) for value in column])
        places = np.searchsorted(self.edges, numbers, side="right") + 1
        return np.where(np.isnan(numbers), 0, places).astype(np.int16)

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {"name": self.name, "classes": list(self.classes), "edges": list(self.edges)}


def from_plain(found: dict[str, Any]) -> Field:
    """As it was kept."""
    return Field(found["name"], tuple(found["classes"]), tuple(found["edges"]))


def field_of(name: str, column: Sequence[Known]) -> Field | None:
    """The field some people's answers make; None where all are in one class.

    Args:
        name: of the trait.
        column: what each person said; all of it codes, or all of it numbers.
    """
    said = [value for value in column if value is not None]
    field = (
        _of_numbers(name, said) if said and all(isinstance(one, int | float) for one in said) else _of_codes(name, said)
    )
    used = np.bincount(field.codes(column), minlength=len(field.classes))
    return field if np.count_nonzero(used >= LEAST) > 1 else None


def _of_codes(name: str, said: Sequence[Known]) -> Field:
    counts = Counter(str(value) for value in said)
    large = sorted(code for code, count in counts.items() if count >= LEAST)
    return Field(name, (NOT_SAID, *large, OTHER))


def _of_numbers(name: str, said: Sequence[Known]) -> Field:
    numbers = np.sort(np.array(said, dtype=float))
    distinct = np.unique(numbers)
    cuts = distinct[1:] if len(distinct) <= MOST_BINS else _even_cuts(numbers)
    edges = _far_enough(numbers, cuts)
    return Field(name, (NOT_SAID, *_spans(edges, whole=bool((numbers == numbers.round()).all()))), edges)


def _even_cuts(numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.unique(np.quantile(numbers, np.linspace(0, 1, MOST_BINS + 1)[1:-1], method="higher"))


def _far_enough(numbers: npt.NDArray[np.float64], cuts: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Cuts between which there are enough people each."""
    edges: list[float] = []
    last = 0
    for cut in cuts:
        here = int(np.searchsorted(numbers, cut, side="left"))
        if here - last >= LEAST and len(numbers) - here >= LEAST:
            edges.append(float(cut))
            last = here
    return tuple(edges)


def _spans(edges: Sequence[float], *, whole: bool) -> list[str]:
    """What each bin is called: `< 3`, `3–6`, `≥ 7`."""
    if not edges:
        return [OTHER]
    between = [_span(low, high - 1 if whole else high) for low, high in pairwise(edges)]
    return [f"< {edges[0]:g}", *between, f"≥ {edges[-1]:g}"]


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
