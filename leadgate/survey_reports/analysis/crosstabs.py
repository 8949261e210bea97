"""Two questions together: which answers go with which, tested, and corrected for how many pairs were looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from leadgate.questions.kinds import AnyItem, Effort, OneChoice, Recommending, Satisfaction
from leadgate.statistics.disclosure import FEWEST, hidden_of_table
from leadgate.statistics.significance import chi_squared
from leadgate.survey_reports.analysis.promoters import NPS_CLASSES, nps_class
from leadgate.survey_reports.analysis.tallies import Frozen, thawed

MOST_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Coded:
    """A question whose answers fall into classes, with the class of each respondent."""

    key: str
    classes: Sequence[str]
    codes: Sequence[str | None]


def coded(item: AnyItem, column: Sequence[Frozen]) -> Coded | None:
    """A question as classes; None where its answers are none."""
    match item:
        case OneChoice():
            classes = item.in_line
            known = {value: next(iter(item.codes(thawed(value)))) for value in set(column) if value is not None}
        case Recommending():
            classes = list(NPS_CLASSES)
            known = {value: nps_class(value) for value in set(column) if value is not None}
        case Satisfaction() | Effort():
            classes = [str(one) for one in item.points]
            known = {value: str(value) for value in set(column) if value is not None}
        case _:
            return None
    return Coded(item.key, classes, [known.get(value) for value in column])


def table_of(first: Coded, second: Coded) -> list[list[int]]:
    """How many gave each pair of answers: a row per answer to the first, a column per answer to the second."""
    rows = {code: at for at, code in enumerate(first.classes)}
    columns = {code: at for at, code in enumerate(second.classes)}
    cells = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for one, other in zip(first.codes, second.codes, strict=True):
        if one in rows and other in columns:
            cells[rows[one], columns[other]] += 1
    return [[int(count) for count in row] for row in cells]


def pairs_of(questions: Sequence[Coded]) -> list[dict[str, Any]]:
    """Every pair of questions, strongest first, with a p-value corrected for how many there are (Benjamini &
    Yekutieli 2001, which holds whatever depends on what) and its table, small cells hidden.
    """
    pairs = list(combinations(questions, 2))[:MOST_PAIRS]
    tables = [table_of(*pair) for pair in pairs]
    kept = [at for at, cells in enumerate(tables) if np.sum(cells) >= 2 * FEWEST]
    if not kept:
        return []
    results = [chi_squared(tables[at]) for at in kept]
    corrected = stats.false_discovery_control([p for p, _ in results], method="by")
    found = [
        _pair(*pairs[at], tables[at], float(p), strength)
        for at, p, (_, strength) in zip(kept, corrected, results, strict=True)
    ]
    return sorted(found, key=lambda one: (one["p"] >= 0.05, -one["strength"]))


def _pair(first: Coded, second: Coded, cells: list[list[int]], p: float, strength: float) -> dict[str, Any]:
    hidden = hidden_of_table(cells)
    shown = [
        [None if gone else count for count, gone in zip(*row, strict=True)] for row in zip(cells, hidden, strict=True)
    ]
    return {
        "rows": first.key,
        "columns": second.key,
        "row_codes": list(first.classes),
        "column_codes": list(second.classes),
        "cells": shown,
        "p": p,
        "strength": round(strength, 4),
    }
