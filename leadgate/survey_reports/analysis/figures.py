"""The figures of one question: how answers are spread, and the score its kind is asked for."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    Effort,
    Kano,
    LongText,
    Matrix,
    Number,
    OneChoice,
    Ranking,
    Recommending,
    Satisfaction,
    SeveralChoices,
    ShortText,
    Slider,
)
from leadgate.statistics import intervals
from leadgate.survey_reports.analysis.amounts import amounts, bins
from leadgate.survey_reports.analysis.best_worst import scores
from leadgate.survey_reports.analysis.kano import classes
from leadgate.survey_reports.analysis.promoters import NPS_CLASSES, nps_class
from leadgate.survey_reports.analysis.rows import FEW, as_sure_as_shown, line_of, rows_of, share_of, too_few
from leadgate.survey_reports.analysis.tallies import Tally

SATISFIED, EASY = 4, 5
"""From this point of the scale on somebody is satisfied (CSAT), or found it easy (CES)."""
SCALES = (Recommending, Satisfaction, Effort)


def figures_of(item: AnyItem, given: Tally, codes: Sequence[str] = ()) -> dict[str, Any]:  # noqa: C901 - one case a kind
    """What a report says about one question; nothing but that, where fewer than five answered.

    Args:
        item: the question.
        given: how often each answer was given; answers in words are lists of codes, or a text where nobody coded them.
        codes: the codebook of a question in words.

    Returns:
        Plain data: `answered`; `rows` with `code`, `count` and `share` (value, low, high; none where hidden); `scores`
        by name; `bins` of numbers; and for kinds of several lines `lines`, each with rows of its own.
    """
    if too_few(given):
        return dict(FEW)
    found: dict[str, Any] = {"answered": int(given.answered)}
    match item:
        case ShortText() | LongText():
            found |= _coded(codes, given)
        case OneChoice():
            found["rows"] = rows_of(item.in_line, given.turned(item.codes))
        case SeveralChoices():
            found["rows"] = rows_of(item.in_line, given.turned(item.codes), given)
        case Matrix():
            found["lines"] = _matrix(item, given)
        case Ranking():
            found["rows"] = _ranking(item, given)
        case BestWorst():
            found["rows"] = scores([one.key for one in item.choices], given)
        case Kano():
            found["lines"] = classes(item, given)
        case Number() | Slider():
            found |= {"scores": amounts(item, given), "bins": bins(given)}
        case Recommending() | Satisfaction() | Effort():
            found |= scale(item, given)
    return found


def _coded(codes: Sequence[str], given: Tally) -> dict[str, Any]:
    coded = given.only(lambda value: not isinstance(value, str))
    if not codes or too_few(coded):
        return {}
    return {"coded": int(coded.answered), "rows": rows_of(codes, coded.turned(list), coded)}


def _matrix(item: Matrix, given: Tally) -> list[dict[str, Any]]:
    columns, coded = [one.key for one in item.columns], given.turned(item.codes)
    lines: list[dict[str, Any]] = []
    for row in item.rows:
        mine = coded.under({f"{row.key}:{column}": column for column in columns})
        if too_few(mine):
            lines.append({"code": row.key, **FEW})
            continue
        places = {float(at): mine.weighed[column] for at, column in enumerate(columns, start=1)}
        mean = intervals.mean(places, mine.effective, (1.0, float(len(columns))))
        lines.append(line_of(row.key, mine, columns, {"mean": mean.plain()}))
    return lines


def _ranking(item: Ranking, given: Tally) -> list[dict[str, Any]]:
    """Per thing the share that put it first, and its mean points: as many as places for the first, one less each."""
    keys = [one.key for one in item.choices]
    rows = rows_of(keys, given.turned(item.codes))
    for row in rows:
        points = given.turned(partial(_points, key=row["code"], places=item.most_places))
        scale = (0.0, float(item.most_places))
        row["points"] = intervals.mean(points.weighed, given.effective, scale).plain()
    return sorted(rows, key=lambda row: -row["points"][0])


def _points(order: list[str], key: str, places: int) -> list[float]:
    return [float(places - order.index(key)) if key in order else 0.0]


def scale(item: Recommending | Satisfaction | Effort, given: Tally) -> dict[str, Any]:
    """The rows of a scale and its score; for recommending the three classes the score is made of."""
    if isinstance(item, Recommending):
        rows = rows_of(list(NPS_CLASSES), given.turned(lambda point: [nps_class(point)]))
    else:
        rows = rows_of(list(item.points), given)
    return {"rows": rows, "scores": as_sure_as_shown(score(item, given), given, rows)}


def score(item: Recommending | Satisfaction | Effort, given: Tally) -> dict[str, Any]:
    """The score a scale is asked for."""
    numbers = {float(value): weight for value, weight in given.weighed.items()}
    if isinstance(item, Recommending):
        return {"nps": intervals.net_promoters(numbers, given.effective).plain()}
    least, name = (SATISFIED, "satisfied") if isinstance(item, Satisfaction) else (EASY, "easy")
    high = share_of([value for value in given.people if value >= least], given)
    ends = (float(item.points[0]), float(item.points[-1]))
    return {name: high, "mean": intervals.mean(numbers, given.effective, ends).plain()}
