"""The figures of one question: how answers are spread, and the score its kind is asked for."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    Effort,
    Kano,
    Matrix,
    Number,
    OneChoice,
    Ranking,
    Recommending,
    Satisfaction,
    SeveralChoices,
    Slider,
)
from leadgate.questions.kinds.choice import OTHER
from leadgate.surveys.analysis import intervals
from leadgate.surveys.analysis.best_worst import scores
from leadgate.surveys.analysis.hiding import FEWEST, hidden_of_line, hidden_of_shares
from leadgate.surveys.analysis.kano import classes
from leadgate.surveys.analysis.tallies import Frozen, thawed

Counts = Mapping[Frozen, float]
BINS = 10
SATISFIED, EASY = 4, 5
"""From this point of the scale on somebody is satisfied (CSAT), or found it easy (CES)."""


def figures_of(item: AnyItem, counts: Counts, worth: float = 1.0) -> dict[str, Any]:  # noqa: C901 - one case a kind
    """What a report says about one question; nothing but how many where fewer than five answered.

    Args:
        counts: how often each answer was given, weighted or not.
        worth: how many people one weighted answer is worth (Kish), for the intervals.

    Returns:
        Plain data: `answered`; `rows` with `code`, `count` and `share` (value, low, high; none where hidden); `scores`
        by name; and for kinds of several lines `lines`, each with rows of its own.
    """
    answered = sum(counts.values())
    if answered < FEWEST:
        return {"answered": None, "few": True}
    found: dict[str, Any] = {"answered": round(answered)}
    match item:
        case OneChoice() | SeveralChoices():
            codes = [*(one.key for one in item.choices), *([OTHER] if item.other else [])]
            several = isinstance(item, SeveralChoices)
            found["rows"] = _rows(codes, by_code(item, counts), answered, worth, several=several)
        case Matrix():
            found["lines"] = _matrix(item, counts, worth)
        case Ranking():
            found["rows"] = _ranking(item, counts, answered, worth)
        case BestWorst():
            found["rows"] = scores([one.key for one in item.choices], counts)
        case Kano():
            found["lines"] = classes(item, counts, worth)
        case Number() | Slider():
            found["scores"] = _amounts(counts, worth)
            found["bins"] = _bins(counts)
        case Recommending() | Satisfaction() | Effort():
            found["rows"] = _rows([str(one) for one in item.points], by_code(item, counts), answered, worth)
            found["scores"] = score(item, counts, worth)
    return found


def by_code(item: AnyItem, counts: Counts) -> dict[str, float]:
    """How often each code of an answer was given."""
    found: dict[str, float] = defaultdict(float)
    for value, count in counts.items():
        for code in item.codes(thawed(value)):
            found[code] += count
    return found


def _rows(
    codes: list[str], counts: Mapping[str, float], answered: float, worth: float, *, several: bool = False
) -> list[dict[str, Any]]:
    whole = {code: counts.get(code, 0.0) for code in codes}
    hidden = hidden_of_shares(whole, answered) if several else hidden_of_line(whole)
    return [_row(code, count, answered, worth, hidden=code in hidden) for code, count in whole.items()]


def _row(code: str, count: float, answered: float, worth: float, *, hidden: bool) -> dict[str, Any]:
    if hidden:
        return {"code": code, "count": None, "share": None}
    observed = intervals.share(count * worth, answered * worth)
    return {"code": code, "count": round(count), "share": observed.plain()}


def _matrix(item: Matrix, counts: Counts, worth: float) -> list[dict[str, Any]]:
    columns, codes = [one.key for one in item.columns], by_code(item, counts)
    lines: list[dict[str, Any]] = []
    for row in item.rows:
        points = {column: codes.get(f"{row.key}:{column}", 0.0) for column in columns}
        answered = sum(points.values())
        if answered < FEWEST:
            lines.append({"code": row.key, "answered": None, "few": True})
            continue
        places = {float(at): points[column] for at, column in enumerate(columns, start=1)}
        line = {"code": row.key, "answered": round(answered), "rows": _rows(columns, points, answered, worth)}
        lines.append(line | {"scores": {"mean": intervals.mean(places, answered * worth).plain()}})
    return lines


def _ranking(item: Ranking, counts: Counts, answered: float, worth: float) -> list[dict[str, Any]]:
    """Per thing the share that put it first, and its mean points: as many as places for the first, one less each."""
    first, points = by_code(item, counts), {one.key: defaultdict[float, float](float) for one in item.choices}
    for value, count in counts.items():
        given = {key: item.most_places - at for at, key in enumerate(thawed(value))}
        for key, places in points.items():
            places[float(given.get(key, 0))] += count
    rows = _rows([one.key for one in item.choices], first, answered, worth)
    for row in rows:
        row["points"] = intervals.mean(points[row["code"]], answered * worth).plain()
    return sorted(rows, key=lambda row: -row["points"][0])


def _amounts(counts: Counts, worth: float) -> dict[str, Any]:
    numbers = {float(value): count for value, count in counts.items()}
    total = sum(numbers.values())
    return {"mean": intervals.mean(numbers, total * worth).plain(), "median": intervals.median(numbers)}


def _bins(counts: Counts) -> list[dict[str, Any]]:
    """Ten equal steps from the lowest to the highest number; the ends are rounded so that they name nobody."""
    numbers = {float(value): count for value, count in counts.items()}
    low, high = min(numbers), max(numbers)
    width = (high - low) / BINS or 1.0
    held: dict[int, float] = dict.fromkeys(range(BINS), 0.0)
    for number, count in numbers.items():
        held[min(BINS - 1, int((number - low) / width))] += count
    hidden = hidden_of_line(held)
    return [
        {"from": low + at * width, "to": low + (at + 1) * width, "count": None if at in hidden else round(count)}
        for at, count in held.items()
    ]


def score(item: AnyItem, counts: Counts, worth: float) -> dict[str, Any]:
    """The score a scale is asked for."""
    numbers = {float(value): count for value, count in counts.items()}
    total = sum(numbers.values())
    average = intervals.mean(numbers, total * worth).plain()
    if isinstance(item, Recommending):
        return {"nps": intervals.net_promoters(numbers, total * worth).plain()}
    least, name = (SATISFIED, "satisfied") if isinstance(item, Satisfaction) else (EASY, "easy")
    high = sum(count for number, count in numbers.items() if number >= least)
    return {name: intervals.share(high * worth, total * worth).plain(), "mean": average}
