"""The rows of a picture: how many gave each answer, what share that is, and how sure it is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from leadgate.statistics import intervals
from leadgate.statistics.disclosure import FEWEST
from leadgate.statistics.tallies import Tally

FEW: dict[str, Any] = {"answered": None, "few": True}
"""What is said where fewer answered than may be shown."""
HELD: dict[str, Any] = {"answered": None, "held": True}
"""What is said where enough answered, and what they said could be worked out from other figures."""
UNASKED: dict[str, Any] = {**HELD, "of_some": True}
"""What is said where how many were asked could tell what few said to another question."""
BETWEEN, CLOSE = 4, 1e-9
Scores = Callable[[Tally], dict[str, Any]]


def rows_of(
    codes: Sequence[Any],
    given: Tally,
    hidden: Collection[str],
    unshared: Collection[str] = (),
    whole: Tally | None = None,
) -> list[dict[str, Any]]:
    """A row for each code with `count` and `share` (value, low, high), neither where it is hidden.

    Args:
        codes: in the order they are shown.
        given: how often each was given.
        hidden: the codes of which nothing is said.
        unshared: those whose weighted share is not said.
        whole: all who answered, where one of them can give several codes.
    """
    line = given.of(codes)
    return [_row(code, line, whole or line, str(code) in hidden, str(code) in unshared) for code in codes]


def _row(code: Any, line: Tally, base: Tally, is_hidden: bool, is_unshared: bool) -> dict[str, Any]:
    if is_hidden:
        return {"code": str(code), "count": None, "share": None}
    share = intervals.share(line.weighed[code] * line.worth, base.effective).plain()
    return {"code": str(code), "count": int(line.people[code]), "share": None if is_unshared else share}


def line_of(
    code: str, given: Tally, codes: Sequence[str], scores: Scores, hidden: Collection[str], unshared: Collection[str]
) -> dict[str, Any]:
    """One line of a question that has several, with rows and scores of its own."""
    found = {"code": code, "answered": int(given.answered), "rows": rows_of(codes, given, hidden, unshared)}
    return found | {"scores": scores_of(scores, given.of(codes), {*hidden, *unshared})}


def scores_of(scores: Scores, given: Tally, unknown: Collection[str]) -> dict[str, Any]:
    """Scores as far as they follow from the rows that are shown.

    Args:
        scores: works them out, from how often each code was given.
        given: how often each was.
        unknown: the codes whose rows say nothing.

    Returns:
        Each by its name as value, low and high; where rows are hidden and it depends on them as `between` the least
        and the most it can be, with the ends of the interval at either; none where nothing is shown.
    """
    if all(str(code) in unknown for code in given.people):
        return {}
    found = [scores(one) for one in _agreeing(given, unknown)]
    names = [name for name in found[0] if all(name in one for one in found)]
    return {name: _spanned([one[name] for one in found]) for name in names}


def _spanned(found: Sequence[list[float]]) -> Any:
    low, high = min(found), max(found)
    ends = [min(one[1] for one in found), max(one[2] for one in found)]
    if high[0] - low[0] < CLOSE and all(abs(one[at] - low[at]) < CLOSE for one in found for at in (1, 2)):
        return low
    return {"between": [low[0], high[0]], "low": ends[0], "high": ends[1]}


def _agreeing(given: Tally, unknown: Collection[str]) -> Iterator[Tally]:
    """How the answers that are not told apart could be spread.

    A score is least or greatest where all of them gave one answer; its interval is, where they gave the two furthest
    apart.
    """
    gone = [code for code in given.people if str(code) in unknown]
    if not gone:
        yield given
        return
    rest = sum(given.weighed[code] for code in gone)
    steps = [(one, other, at / BETWEEN) for one, other in pairwise([gone[0], gone[-1]]) for at in range(1, BETWEEN)]
    for one, other, part in [*((code, code, 0.0) for code in gone), *steps]:
        spread = dict(given.weighed) | dict.fromkeys(gone, 0.0)
        spread[one] += rest * (1 - part)
        spread[other] += rest * part
        yield Tally(spread, spread, given.worth)


def too_few(given: Tally) -> bool:
    """Whether nothing but that may be said."""
    return given.answered < FEWEST


def share_of(codes: Iterable[Any], given: Tally) -> list[float]:
    """The share of those who gave one of these codes, of all who gave any."""
    hits = sum(given.weighed.get(code, 0.0) for code in codes)
    return intervals.share(hits * given.worth, given.effective).plain()
