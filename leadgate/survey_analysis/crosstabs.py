"""Two questions together: which answers go with which, tested, and corrected for how many pairs were looked at."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from leadgate.questions.kinds import AnyItem, Effort, OneChoice, Recommending, Satisfaction
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.significance import chi_squared
from leadgate.survey_analysis.hiding import Hiding
from leadgate.survey_analysis.lines import AnswerLine
from leadgate.survey_analysis.linking import Published

MOST_PAIRS, MOST_TABLES = 500, 30
"""So many pairs are compared; of so many that go together most strongly, the table is shown."""
CHANCE, LEVELS = 0.05, (0.001, 0.01, 0.05)


def is_crossed(item: AnyItem) -> bool:
    """Whether its answers are classes of which everybody is in one."""
    return isinstance(item, OneChoice | Recommending | Satisfaction | Effort)


def table_of(first: AnswerLine, second: AnswerLine) -> list[list[int]]:
    """How many gave each pair of answers: a row per answer to the first, a column per answer to the second."""
    both = (first.places >= 0) & (second.places >= 0)
    size = (len(first.codes), len(second.codes))
    cells = np.bincount(first.places[both] * size[1] + second.places[both], minlength=size[0] * size[1]).reshape(size)
    return [[int(count) for count in row] for row in cells]


def pairs_of(questions: Sequence[AnswerLine], published: Published) -> list[dict[str, Any]]:
    """Every pair of questions, strongest first, with a p-value corrected for how many there are (Benjamini &
    Yekutieli 2001, which holds whatever depends on what); where it is below chance, with its table, small cells hidden.
    """
    pairs = [pair for pair in combinations(questions, 2) if all(one.key in published.hiding.sides for one in pair)][
        :MOST_PAIRS
    ]
    tables = [table_of(*pair) for pair in pairs]
    kept = [at for at, cells in enumerate(tables) if np.sum(cells) >= 2 * FEWEST]
    if not kept:
        return []
    results = [chi_squared(tables[at]) for at in kept]
    corrected = stats.false_discovery_control([p for p, _ in results], method="by")
    found = [
        (*pairs[at], tables[at], float(p), strength)
        for at, p, (_, strength) in zip(kept, corrected, results, strict=True)
    ]
    found.sort(key=lambda one: (one[3] >= CHANCE, -one[4]))
    return [_pair(*one, published if at < MOST_TABLES else None) for at, one in enumerate(found)]


def _pair(
    first: AnswerLine,
    second: AnswerLine,
    cells: list[list[int]],
    p: float,
    strength: float,
    published: Published | None,
) -> dict[str, Any]:
    named = {"rows": first.key[0], "columns": second.key[0]}
    if p >= CHANCE or published is None or not published.add(first.key, second.key, of_all=True):
        return named | _roughly(p, strength)
    shown = _shown(first, second, cells, published.hiding)
    hides = any(cell is None for row in shown for cell in row)
    codes = {"row_codes": list(first.codes), "column_codes": list(second.codes)}
    exact = {"p": p, "strength": round(strength, 4)}
    return named | codes | {"cells": shown} | (_roughly(p, strength) if hides else exact)


def _shown(first: AnswerLine, second: AnswerLine, cells: list[list[int]], hiding: Hiding) -> list[list[int | None]]:
    rows, columns = hiding.sides[first.key], hiding.sides[second.key]
    may = hiding.shown_of(rows, columns)
    row_at, column_at = ({code: at for at, code in enumerate(side.codes)} for side in (rows, columns))

    def cell(row: str, column: str, count: int) -> int | None:
        return count if row in row_at and column in column_at and may[row_at[row], column_at[column]] else None

    return [
        [cell(row, column, count) for column, count in zip(second.codes, line, strict=True)]
        for row, line in zip(first.codes, cells, strict=True)
    ]


def _roughly(p: float, strength: float) -> dict[str, float]:
    """Below which usual level p is, and the strength to a tenth: exact ones would tell which counts are hidden."""
    return {"p": next((level for level in LEVELS if p < level), 1.0), "strength": round(strength, 1), "rough": True}
