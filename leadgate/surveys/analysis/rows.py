"""The rows of a picture: how many gave each answer, what share that is, and how sure it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from leadgate.surveys.analysis import intervals
from leadgate.surveys.analysis.hiding import FEWEST, hidden_of_line, hidden_of_shares
from leadgate.surveys.analysis.tallies import Tally

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
    return {"code": code, "answered": int(given.answered), "rows": rows_of(codes, given), "scores": scores}


def too_few(given: Tally) -> bool:
    """Whether nothing but that may be said."""
    return given.answered < FEWEST


def share_of(codes: Iterable[Any], given: Tally) -> list[float]:
    """The share of those who gave one of these codes, of all who gave any."""
    hits = sum(given.weighed.get(code, 0.0) for code in codes)
    return intervals.share(hits * given.worth, given.effective).plain()
