"""Fairness: whether people of each group are as often among the first tenth, and which field stands in for the group.

Four fifths is the rule of thumb of the Uniform Guidelines (29 CFR 1607.4 D): a group that is chosen less than four
fifths as often as another is to be looked into. A field that is not looked at can still decide by way of one that is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from leadgate.scoring.learning.fields import Codes, Field, Numbers
from leadgate.statistics.disclosure import hidden_of_table
from leadgate.statistics.intervals import share
from leadgate.statistics.significance import chi_squared

FEWEST_OF_GROUP = 50
"""Of fewer people five are in the first tenth at most, where chance decides."""
FOUR_FIFTHS, CHANCE = 0.8, 0.05
STANDS_IN, MOST_STAND_INS = 0.3, 2
"""So strong (Cramér's V) a field stands in for a group; so many are named."""
Column = np.ndarray[Any, np.dtype[np.int16]]


def fairness_of(
    groups: Mapping[Field, Column], fields: Sequence[Field], codes: Codes, chances: Numbers
) -> list[dict[str, Any]]:
    """For each field that makes groups how often each is in the first tenth, those first that are furthest apart.

    Args:
        groups: the fields, with the class of each person.
        fields: those looked at.
        codes: the class of each person in each of these.
        chances: of each person, as somebody it was not learnt from.
    """
    first = np.zeros(len(chances), dtype=bool)
    first[np.argsort(-chances, kind="stable")[: len(chances) // 10]] = True
    tables = [_table(field, column, first) for field, column in groups.items()]
    corrected = stats.false_discovery_control([chi_squared(table)[0] for table in tables], method="by")
    found = [
        {"name": field.name, "rows": rows, "is_below": bool(p < CHANCE and _least(rows) < FOUR_FIFTHS)}
        | {"stand_ins": _stand_ins(field, column, fields, codes)}
        for (field, column), table, p in zip(groups.items(), tables, corrected, strict=True)
        if len(rows := _rows(field, table)) > 1
    ]
    return sorted(found, key=lambda one: _least(one["rows"]))


def _table(field: Field, column: Column, first: np.ndarray[Any, np.dtype[np.bool_]]) -> list[list[int]]:
    """A row per class: how many are in the first tenth, how many are not."""
    many = len(field.classes)
    chosen, every = np.bincount(column[first], minlength=many), np.bincount(column, minlength=many)
    return [[int(hits), int(people - hits)] for hits, people in zip(chosen, every, strict=True)]


def _rows(field: Field, table: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """The classes that are large enough and not hidden: how often each is chosen, also compared with the most."""
    hidden = hidden_of_table(table)
    shown = [
        (name, chosen, chosen + rest)
        for name, (chosen, rest), gone in zip(field.classes, table, hidden, strict=True)
        if chosen + rest >= FEWEST_OF_GROUP and not any(gone)
    ]
    most = max((chosen / people for _name, chosen, people in shown), default=0.0)
    return [
        {
            "class": name,
            "people": people,
            "share": share(chosen, people).plain(),
            "ratio": round(chosen / people / most, 4),
        }
        for name, chosen, people in shown
        if most > 0
    ]


def _least(rows: Sequence[Mapping[str, Any]]) -> float:
    return float(min(one["ratio"] for one in rows))


def _stand_ins(group: Field, column: Column, fields: Sequence[Field], codes: Codes) -> list[dict[str, Any]]:
    """The fields by which the group can be guessed: how often rightly, with and without (Goodman & Kruskal 1954)."""
    found: list[dict[str, Any]] = []
    for at, field in enumerate(fields):
        if field.name == group.name:
            continue
        table = np.zeros((len(field.classes), len(group.classes)), dtype=np.int64)
        np.add.at(table, (codes[:, at], column), 1)
        p, strength = chi_squared(table)  # type: ignore[arg-type]
        right, without = (float(one) / len(column) for one in (table.max(axis=1).sum(), table.sum(axis=0).max()))
        if p * max(len(fields) - 1, 1) < CHANCE and strength >= STANDS_IN:
            found.append({"name": field.name, "strength": round(strength, 4), "right": right, "without": without})
    return sorted(found, key=lambda one: -one["strength"])[:MOST_STAND_INS]
