"""Drivers: which fields, and which answers of a field, go with having done it; and what is left of that when everything
else is held equal.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse, stats

from leadgate.scoring.learning.fields import Codes, Field, Numbers, Truth
from leadgate.scoring.learning.fitting import one_hot
from leadgate.scoring.learning.likeness import Likeness
from leadgate.statistics.disclosure import hidden_of_table
from leadgate.statistics.intervals import Z, share
from leadgate.statistics.significance import chi_squared

RIDGE = 1.0
"""The precision of the prior that draws each class towards its field's average (a variance of 1 in log odds)."""


def drivers_of(likeness: Likeness, codes: Codes, good: Truth) -> list[dict[str, Any]]:
    """Every field, strongest first, p-values corrected for how many there are (Benjamini & Yekutieli 2001); small
    cells hidden.
    """
    tables = [_table(field, codes[:, at], good) for at, field in enumerate(likeness.fields)]
    tests = [chi_squared(table) for table in tables]
    corrected = stats.false_discovery_control([p for p, _ in tests], method="by")
    odds = held_equal(likeness.fields, codes, good)
    found = [
        {
            "name": field.name,
            "p": float(p),
            "strength": round(strength, 4),
            "rows": _rows(field, table, ratios),
        }
        for field, table, p, (_, strength), ratios in zip(likeness.fields, tables, corrected, tests, odds, strict=True)
    ]
    return sorted(found, key=lambda one: (one["p"] >= 0.05, -one["strength"]))


def _table(field: Field, column: Codes, good: Truth) -> list[list[int]]:
    """A row per class: how many did it, how many did not."""
    classes = len(field.classes)
    did, every = np.bincount(column[good], minlength=classes), np.bincount(column, minlength=classes)
    return [[int(hits), int(people - hits)] for hits, people in zip(did, every, strict=True)]


def _rows(field: Field, table: Sequence[Sequence[int]], ratios: Sequence[list[float]]) -> list[dict[str, Any]]:
    hidden = hidden_of_table(table)
    return [
        {"class": name, "people": None, "share": None, "odds": None}
        if any(gone)
        else {"class": name, "people": did + rest, "share": share(did, did + rest).plain(), "odds": ratio}
        for name, (did, rest), gone, ratio in zip(field.classes, table, hidden, ratios, strict=True)
        if did + rest
    ]


def held_equal(fields: Sequence[Field], codes: Codes, good: Truth) -> list[list[list[float]]]:
    """Of each class of each field the odds against its field's average person, everything else held equal, with an
    interval (the normal approximation at the mode of a ridge prior: Le Cessie & van Houwelingen 1992).
    """
    design = one_hot(fields, codes, [np.ones(len(good))])
    drawn = np.diag([*[RIDGE] * (design.shape[1] - 1), 1e-9])
    weights, spread = _mode(design, good.astype(float), drawn)
    found, begins = [], 0
    for field, column in zip(fields, codes.T, strict=True):
        contrasts = _contrasts(field, column, begins, len(weights))
        middle = contrasts @ weights
        half = Z * np.sqrt(np.einsum("ij,jk,ik->i", contrasts, spread, contrasts))
        spans = np.exp(np.stack([middle, middle - half, middle + half], axis=1))
        found.append([[round(float(one), 4) for one in span] for span in spans])
        begins += len(field.classes)
    return found


def _contrasts(field: Field, column: Codes, begins: int, width: int) -> Numbers:
    """Each class less the average of its field."""
    classes, rows = len(field.classes), np.zeros((len(field.classes), width))
    rows[:, begins : begins + classes] = np.eye(classes) - np.bincount(column, minlength=classes) / len(column)
    return rows


def _mode(design: sparse.csr_matrix, good: Numbers, drawn: Numbers) -> tuple[Numbers, Numbers]:
    """Newton's way to the most likely weights, and their covariance."""
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-(design @ weights)))
        spread = design.data * np.repeat(chances * (1 - chances), np.diff(design.indptr))
        weighted = sparse.csr_matrix((spread, design.indices, design.indptr), shape=design.shape)
        curve = (design.T @ weighted).toarray() + drawn
        step = np.linalg.solve(curve, design.T @ (good - chances) - drawn @ weights)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights, np.linalg.inv(curve)
