"""The rows of a picture: how many gave each answer, what share that is, and how sure it is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadgate.statistics import intervals
from leadgate.statistics.disclosure import FEWEST, hidden_of_line, hidden_of_shares
from leadgate.survey_reports.analysis.tallies import Tally

STEPS = (1.0, 2.0, 5.0, 10.0)
FINEST = 1e-6
SPAN = {"nps": 100.0}
"""How far one person can move a score, times how many there are; 1 where nothing else is said."""
FEW: dict[str, Any] = {"answered": None, "few": True}
"""What is said where fewer answered than may be shown."""


def rows_of(codes: Sequence[Any], given: Tally, whole: Tally | None = None) -> list[dict[str, Any]]:
    """A row for each code with `count` and `share` (value, low, high), neither where it is hidden.

    Args:
        codes: in the order they are shown.
        given: how often each was given.
        whole: all who answered, where one of them can give several codes.
    """
    line = given.of(codes)
    hidden = hidden_of_shares(line.people, whole.answered) if whole else hidden_of_line(line.people)
    base = whole or line
    return [
        _row(code, line, base) if code not in hidden else {"code": str(code), "count": None, "share": None}
        for code in codes
    ]


def _row(code: Any, line: Tally, base: Tally) -> dict[str, Any]:
    share = intervals.share(line.weighed[code] * line.worth, base.effective)
    return {"code": str(code), "count": int(line.people[code]), "share": share.plain()}


def line_of(code: str, given: Tally, codes: Sequence[str], scores: dict[str, Any]) -> dict[str, Any]:
    """One line of a question that has several, with rows and scores of its own."""
    rows = rows_of(codes, given)
    found = {"code": code, "answered": int(given.answered), "rows": rows}
    return found | {"scores": as_sure_as_shown(scores, given, rows)}


def as_sure_as_shown(scores: dict[str, Any], given: Tally, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Scores beside rows of which some are hidden, rounded so that five people more or fewer make no difference.

    Without this, a hidden count could be worked out from an exact mean and the counts that are shown.

    Args:
        scores: by name; each worth as much per person as its span (below) over all who answered.
        given: those who answered.
        rows: what is shown of their answers.
    """
    if all(row["count"] is not None for row in rows):
        return scores
    step = round_width(FEWEST / given.answered)
    return {name: _rounded(found, step * SPAN.get(name, 1.0)) for name, found in scores.items()}


def _rounded(found: list[float] | float, step: float) -> list[float] | float:
    if isinstance(found, list):
        return [round(round(one / step) * step, 6) for one in found]
    return round(round(found / step) * step, 6)


def round_width(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, … (or 0.1, 0.2, …) from this width up."""
    if least <= 0:
        return 1.0
    least = max(least, FINEST)
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in STEPS if step * power >= least)


def too_few(given: Tally) -> bool:
    """Whether nothing but that may be said."""
    return given.answered < FEWEST


def share_of(codes: Iterable[Any], given: Tally) -> list[float]:
    """The share of those who gave one of these codes, of all who gave any."""
    hits = sum(given.weighed.get(code, 0.0) for code in codes)
    return intervals.share(hits * given.worth, given.effective).plain()
