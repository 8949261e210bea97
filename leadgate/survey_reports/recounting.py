"""Figures made anew beside those that were told: what may take their place without saying who came between.

Whoever keeps both subtracts one from the other. So figures are only replaced where each of their answers, and not
answering, grew or shrank by none or by five people at least, whatever it was that had them counted anew.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from leadgate.questions.kinds import AnyItem, BestWorst, ConstantSum, LongText, SeveralChoices, ShortText
from leadgate.statistics.disclosure import is_small

Body = dict[str, Any]
Cells = list[tuple[int | None, int | None]]
"""What was and what is counted in each cell; None where that is hidden."""
OVERLAPPING = (SeveralChoices, ShortText, LongText)


def stale_of(body: Body) -> list[str]:
    """The questions of which a report keeps an older line, or none."""
    return [key for key, one in body["questions"].items() if "of" in one or one.get("held")]


def may_replace(item: AnyItem, was: Body, now: Body) -> bool:
    """Whether figures of a question tell of nobody or of five at least, beside those of it that were told.

    Args:
        item: the question.
        was, now: the figures, with the number of people they are `of`.
    """
    if now["answered"] is None or any(map(_differ, _lines(item, was, now))):
        return False
    before, after = _words(was), _words(now)
    # A word that is not shown any more has become as few, or nobody knows how many.
    return before.keys() <= after.keys() and not any(is_small(abs(after[one] - before[one])) for one in before)


def told_before(was: Body | None, now: Body) -> Body:
    """The words that may be shown: those that were. One few had used would say of those who came that they did."""
    if was is None or "words" not in now:
        return {}
    return {"words": [one for one in now["words"] if one["word"] in _words(was)]}


def _words(figures: Body) -> dict[str, int]:
    return {one["word"]: one["people"] for one in figures.get("words", ())}


def _differ(cells: Cells) -> bool:
    """Whether a cell differs by so few that it points at somebody; what is hidden in either is one cell.

    Of one that is hidden in one of both it is known that it was not empty: beside five it differs by four at most.
    """
    told = [now - was for was, now in cells[1:] if was is not None and now is not None]
    was, now = cells[0]
    if was is None or now is None:
        return False
    rest = now - was - sum(told)
    half_told = [one for was, now in cells[1:] for one in (was, now) if None in (was, now) and one is not None]
    return any(is_small(abs(one)) for one in [*told, rest]) or any(is_small(one - 1) for one in half_told)


def _lines(item: AnyItem, was: Body, now: Body) -> Iterator[Cells]:
    """The lines of a question as cells, the first their sum: all who were asked."""
    both = (was["of"], now["of"])
    answered = (was["answered"], now["answered"])
    yield [both, answered]
    rows = _by_code(was.get("rows", ()), now.get("rows", ()))
    if isinstance(item, OVERLAPPING):
        whole = (was.get("coded", was["answered"]), now.get("coded", now["answered"]))
        yield [answered, whole]
        yield from ([whole, row] for row in rows)
    elif isinstance(item, BestWorst | ConstantSum):
        yield from ([answered, row] for row in rows)
    else:
        yield [answered, *rows]
    yield [answered, *_bins(was.get("bins", ()), now.get("bins", ()))]
    lines = {one["code"]: one for one in was.get("lines", ())}
    for line in now.get("lines", ()):
        older = lines.get(line["code"], {})
        if line["answered"] is not None and older.get("answered") is not None:
            mine = (older["answered"], line["answered"])
            yield [both, mine]
            yield [mine, *_by_code(older["rows"], line["rows"])]


def _by_code(was: Sequence[Body], now: Sequence[Body]) -> Cells:
    before, after = ({row["code"]: row["count"] for row in rows} for rows in (was, now))
    return [(before.get(code, 0), after.get(code, 0)) for code in {**before, **after}]


def _bins(was: Sequence[Body], now: Sequence[Body]) -> Cells:
    """The steps of two histograms, as far as they have edges in common."""
    if not was or not now:
        return []
    common = sorted({one["from"] for one in was} & {one["from"] for one in now})
    ends = [*common[1:], float("inf")]
    return [(_within(was, low, high), _within(now, low, high)) for low, high in zip(common, ends, strict=True)]


def _within(bins: Sequence[Body], low: float, high: float) -> int | None:
    counts = [one["count"] for one in bins if low <= one["from"] < high]
    return None if None in counts else sum(counts)


def is_apart(was: Body | None, now: Body) -> bool:
    """Whether a table of two questions says nothing of those who came between it and the one before."""
    if was is None or "cells" not in was or "cells" not in now:
        return True
    before, after = (
        {
            (row, column): cell
            for row, line in zip(one["row_codes"], one["cells"], strict=True)
            for column, cell in zip(one["column_codes"], line, strict=True)
        }
        for one in (was, now)
    )
    told = [(before.get(place, 0), after.get(place, 0)) for place in {**before, **after}]
    return not any(is_small(abs(new - old)) for old, new in told if old is not None and new is not None)
