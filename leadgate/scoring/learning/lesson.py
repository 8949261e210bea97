"""A lesson: from what was known of some people and what they did to a likeness that was checked, and its figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from leadgate.scoring.learning.checking import FOLDS, Checked, check
from leadgate.scoring.learning.drivers import drivers_of
from leadgate.scoring.learning.fairness import fairness_of
from leadgate.scoring.learning.fields import Field, Known, Truth, field_of
from leadgate.scoring.learning.fitting import learn

FEWEST_GOOD = 50
"""Of fewer nothing can be learnt that would hold for others; ten for each thing looked at is the rule of thumb."""
STEPS = FOLDS


@dataclass(frozen=True)
class Lesson:
    """What was learnt, as plain data: what scores people, and what is shown of it."""

    learnt: dict[str, Any]
    figures: dict[str, Any]


def lesson_of(
    columns: Mapping[str, Sequence[Known]],
    good: Truth,
    told: Callable[[int], None] = lambda _done: None,
    watched: Mapping[str, Sequence[Known]] | None = None,
) -> Lesson | None:
    """Learn and check; None where too few did it or did not, or all said the same.

    Args:
        columns: of each trait what each person said.
        good: whether each did it.
        told: called with how many of the steps are done.
        watched: what makes groups that it has to be fair to, and is not learnt from.
    """
    if min(good.sum(), (~good).sum()) < FEWEST_GOOD:
        return None
    fields: list[Field] = [one for name, column in columns.items() if (one := field_of(name, column))]
    if not fields:
        return None
    codes = np.stack([one.codes(columns[one.name]) for one in fields], axis=1)
    with threadpool_limits(1):  # so small sums take many times longer when threads wait for each other
        checked = check(fields, codes, good, told)
        likeness = replace(learn(fields, codes, good), calibration=checked.calibration)
        figures = checked.plain() | {"drivers": drivers_of(likeness, codes, good)}
    groups = {one: codes[:, at] for at, one in enumerate(fields)} | _groups_of(watched or {}, fields)
    figures["fairness"] = fairness_of(groups, fields, codes, checked.chances)
    return Lesson(likeness.plain() | {"tenths": _tenths(checked)}, figures)


def _groups_of(watched: Mapping[str, Sequence[Known]], fields: Sequence[Field]) -> dict[Field, Any]:
    known = {one.name for one in fields}
    made = [(field_of(name, column), column) for name, column in watched.items() if name not in known]
    return {field: field.codes(column) for field, column in made if field}


def _tenths(checked: Checked) -> list[float]:
    """The chances that lie between one tenth and the next, highest first."""
    middles = [expected for expected, _true in checked.tenths][::-1]
    return [round((high + low) / 2, 6) for high, low in pairwise(middles)]
