"""Two questions together: which answers go with which, tested, and corrected for how many pairs were looked at."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from leadgate.questions.kinds import AnyItem, Effort, OneChoice, Recommending, Satisfaction
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.significance import chi_squared
from leadgate.survey_analysis.lines import AnswerLine
from leadgate.survey_analysis.publishing.linking import Published
from leadgate.survey_analysis.shown_tables import ShownTable, plain

MOST_PAIRS, MOST_TABLES = 500, 30
"""So many pairs are compared; of so many that go together most strongly, the table is shown."""
CHANCE = 0.05


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

    Of a table with hidden cells is said how strong it is at least (`least_association`), and of others nothing.
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
    found = [(*pairs[at], float(p), strength) for at, p, (_, strength) in zip(kept, corrected, results, strict=True)]
    found.sort(key=lambda one: (one[2] >= CHANCE, -one[3]))
    told = [_pair(*one, published if at < MOST_TABLES else None) for at, one in enumerate(found)]
    # Of those that are not shown not even the order is said.
    return sorted(told, key=lambda one: (one["rows"], one["columns"]) if "cells" not in one else ())


def _pair(
    first: AnswerLine,
    second: AnswerLine,
    p: float,
    strength: float,
    published: Published | None,
) -> dict[str, Any]:
    named = {"rows": first.key[0], "columns": second.key[0]}
    if p >= CHANCE or published is None or not published.add(first.key, second.key):
        # Not even how weak it is: beside the sums of a table it can tell what is in its cells.
        return named
    shown = ShownTable.of(first, second, published)
    told = [[shown.cell(row, column) for column in second.codes] for row in first.codes]
    found = {**named, "row_codes": list(first.codes), "column_codes": list(second.codes), **plain(told)}
    if any(cell[0] is None for line in told for cell in line):
        least = shown.association()
        return found | {"p": CHANCE, "strength": least["strength"] if least else None, "rough": True}
    return found | {"p": p, "strength": round(strength, 4)}
