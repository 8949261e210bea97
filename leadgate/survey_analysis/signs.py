"""Signs that somebody answered without care: far faster than others, the same in every line, or just as somebody else.

They are hints. Whoever reads a page fast, agrees with every statement or shares a household's opinion looks the same.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from leadgate.questions.kinds import AnyItem, Matrix
from leadgate.statistics.disclosure import is_small
from leadgate.statistics.tallies import UNKNOWN, Answers, thawed
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.lines import AnswerLine, Column, Marks

FAST, STRAIGHT, TWICE = "fast", "straight", "twice"
OF_THE_MEDIAN = 1 / 3
FEWEST_LINES = 4
"""So many lines with one answer are a straight line; three are soon an opinion."""


def signs_of(items: Mapping[str, AnyItem], columns: Mapping[str, Column], answers: Answers) -> dict[str, Marks]:
    """Who shows each sign; a sign nobody can show in this survey is left out."""
    found: dict[str, Marks] = {}
    seconds = np.array(answers.seconds, dtype=np.int64)
    if (seconds != UNKNOWN).any():
        found[FAST] = (seconds != UNKNOWN) & (seconds < OF_THE_MEDIAN * np.median(seconds[seconds != UNKNOWN]))
    matrices = [key for key, item in items.items() if isinstance(item, Matrix) and len(item.rows) >= FEWEST_LINES]
    if matrices:
        found[STRAIGHT] = np.any([_is_straight(columns[key]) for key in matrices], axis=0)
    copies = np.array(answers.copies, dtype=np.int64)
    if copies.any():
        _each, place, counts = np.unique(copies, return_inverse=True, return_counts=True)
        found[TWICE] = (copies != 0) & (counts[place.ravel()] > 1)
    return found


def _is_straight(column: Column) -> Marks:
    said = [thawed(value) for value in column.values]
    straight = np.array([*(len(one) >= FEWEST_LINES and len({*one.values()}) == 1 for one in said), False])
    return np.asarray(straight[column.places])


def hints_of(signs: Mapping[str, Marks], people: int) -> list[dict[str, Any]]:
    """How many answered as if without care, by each sign of it; none where so few did, or did not, that it is not said
    how many.
    """
    counts = {sign: int(mark.sum()) for sign, mark in signs.items()}
    few = {sign for sign, count in counts.items() if is_small(count) or is_small(people - count)}
    return [{"sign": sign, "count": None if sign in few else count} for sign, count in counts.items()]


def line_of_sound(signs: Mapping[str, Marks], people: int) -> AnswerLine:
    """Who shows none of the signs."""
    shows = np.any([np.zeros(people, dtype=bool), *signs.values()], axis=0)
    return AnswerLine((parts.SOUND, ""), (parts.YES, "no"), np.where(shows, 1, 0))
