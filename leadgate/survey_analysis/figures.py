"""The figures of one question: how answers are spread, and the score its kind is asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    ConstantSum,
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
from leadgate.statistics.tallies import Tally
from leadgate.survey_analysis.amounts import amounts, bins, may_say_mean
from leadgate.survey_analysis.beside import Beside
from leadgate.survey_analysis.lines import Marks
from leadgate.survey_analysis.placing import may_say_points, place_of, points_of
from leadgate.survey_analysis.rows import FEW, HELD, line_of, rows_of, scores_of, share_of, too_few
from leadgate.survey_analysis.scores.best_worst import preferred, scores
from leadgate.survey_analysis.scores.kano import classes
from leadgate.survey_analysis.scores.promoters import NPS_CLASSES, nps_class
from leadgate.survey_analysis.sharing import may_say_shares, shared

SATISFIED, EASY = 4, 5
"""From this point of the scale on somebody is satisfied (CSAT), or found it easy (CES)."""
SCALES = (Recommending, Satisfaction, Effort)
TYPICAL = {"promoters": 10.0, "passives": 8.0, "detractors": 0.0}


@dataclass(frozen=True)
class MaySee:
    """What of a question may be seen.

    Args:
        hidden: by line, the answers of which nothing is said; None where nothing is said of the line.
        unshared: by line, those whose weighted share is not said.
        groups: of everybody who answered it, all those whose sum could be worked out.
        edges: of the steps of its histogram.
        is_everybody: whether no part is looked at.
        marks: who is in it, and in others whose sums follow at once.
        beside: what is said of the sums of others; none where a question has none.
    """

    hidden: Mapping[str, Collection[str] | None]
    unshared: Mapping[str, Collection[str]] = field(default_factory=dict)
    groups: Sequence[Tally] = ()
    edges: Sequence[float] = ()
    is_everybody: bool = False
    marks: Sequence[Marks] = ()
    beside: Beside | None = None

    def is_held(self, item: AnyItem) -> bool:
        """Whether nothing is said of the question: of no line, or not of one that shares with others who answered."""
        held = [one is None for one in self.hidden.values()]
        return any(held) if isinstance(item, SeveralChoices) else bool(held) and all(held)

    def of(self, line: str = "") -> Collection[str]:
        """What is hidden of a line that is shown."""
        return self.hidden.get(line) or ()

    def says_sums(self, things: Collection[str]) -> Collection[str]:
        """Of which of some things that could be said by themselves the sum is, beside all others."""
        return self.beside.may_say(self.marks, things, self.of()) if self.beside and things else ()

    @property
    def says_spread(self) -> bool:
        """Whether the interval of what is said may be that of the answers."""
        return self.beside is not None and self.beside.may_say_spread()

    def without_share(self, line: str = "") -> Collection[str]:
        """Of a line that is shown, what has no weighted share."""
        return self.unshared.get(line, ())


def figures_of(item: AnyItem, given: Tally, codes: Sequence[str], seen: MaySee) -> dict[str, Any]:  # noqa: C901 - a kind each
    """What a report says about one question; nothing but that, where fewer than five answered.

    Args:
        item: the question.
        given: how often each answer was given; answers in words are lists of codes, or a text where nobody coded them.
        codes: the codebook of a question in words.
        seen: what of it may be seen.

    Returns:
        Plain data: `answered`; `rows` with `code`, `count` and `share` (value, low, high; none where hidden); `scores`
        by name; `bins` of numbers; and for kinds of several lines `lines`, each with rows of its own.
    """
    if too_few(given):
        return dict(FEW)
    if seen.is_held(item):
        return dict(HELD)
    found: dict[str, Any] = {"answered": int(given.answered)}
    match item:
        case ShortText() | LongText():
            found |= _coded(codes, given, seen)
        case OneChoice():
            found["rows"] = rows_of(item.in_line, given.turned(item.codes), seen.of(), seen.without_share())
        case SeveralChoices():
            found["rows"] = rows_of(item.in_line, given.turned(item.codes), *_several(item.in_line, seen), given)
        case Matrix():
            found["lines"] = _matrix(item, given, seen)
        case Ranking():
            found["rows"] = _ranking(item, given, seen)
        case ConstantSum():
            found["rows"] = _shared(item, given, seen)
        case BestWorst():
            found["rows"] = _best_worst([one.key for one in item.choices], given, seen)
        case Kano():
            found["lines"] = classes(item, given, seen.hidden, seen.unshared)
        case Number() | Slider():
            found["scores"] = _amounts(item, given, seen)
            found["bins"] = bins(given, seen.edges, seen.of())
        case Recommending() | Satisfaction() | Effort():
            found |= scale(item, given, seen)
    return found


def _amounts(item: Number | Slider, given: Tally, seen: MaySee) -> dict[str, Any]:
    may_say = all(map(may_say_mean, seen.groups)) and bool(seen.says_sums([""]))
    said, unknown = (may_say, may_say and seen.says_spread), {*seen.of(), *seen.without_share()}
    return amounts(item, given, seen.edges, unknown, said=said, is_alone=len(seen.groups) == 1)


def _shared(item: ConstantSum, given: Tally, seen: MaySee) -> list[dict[str, Any]]:
    things = [one.key for one in item.choices]
    may_say = not seen.of() and all(may_say_shares(item, group) for group in seen.groups)
    if may_say and seen.says_sums(things):
        return shared(item, given, is_spread_said=seen.says_spread)
    return [{"code": thing, **UNSAID} for thing in things]


UNSAID: dict[str, Any] = {"count": None, "share": None}
NO_SCORE: dict[str, Any] = {"count": None, "score": None}


def _best_worst(things: Sequence[str], given: Tally, seen: MaySee) -> list[dict[str, Any]]:
    may_say = {thing: _may_say_score(thing, seen) for thing in things}
    shares = preferred(things, given) if seen.is_everybody and all(may_say.values()) else {}
    return [
        row | ({"preferred": shares[row["code"]]} if shares else {}) if may_say[row["code"]] else row | NO_SCORE
        for row in scores(things, given)
    ]


def _may_say_score(thing: str, seen: MaySee) -> bool:
    return seen.hidden.get(thing, ()) is not None and not seen.of(thing) and not seen.without_share(thing)


def _several(codes: Sequence[str], seen: MaySee) -> tuple[set[str], set[str]]:
    """Of answers each of which is a line by itself: those that are hidden, and those without a weighted share."""
    hidden = {code for code in codes if seen.hidden.get(code, ()) is None or code in seen.of(code)}
    return hidden, {code for code in codes if code in seen.without_share(code)}


def _coded(codes: Sequence[str], given: Tally, seen: MaySee) -> dict[str, Any]:
    coded = given.only(lambda value: not isinstance(value, str))
    if not codes or too_few(coded) or None in seen.hidden.values():
        return {}
    rows = rows_of(codes, coded.turned(list), *_several(codes, seen), coded)
    return {"coded": int(coded.answered), "rows": rows}


def _matrix(item: Matrix, given: Tally, seen: MaySee) -> list[dict[str, Any]]:
    columns, coded = [one.key for one in item.columns], given.turned(item.codes)
    points = {column: float(at) for at, column in enumerate(columns, start=1)}
    lines: list[dict[str, Any]] = []
    for row in item.rows:
        mine = coded.under({f"{row.key}:{column}": column for column in columns})
        if too_few(mine):
            lines.append({"code": row.key, **FEW})
        elif seen.hidden.get(row.key, ()) is None:
            lines.append({"code": row.key, **HELD})
        else:
            shown = (seen.of(row.key), seen.without_share(row.key))
            lines.append(line_of(row.key, mine, columns, partial(_mean, points=points), *shown))
    return lines


def _mean(given: Tally, points: Mapping[Any, float]) -> dict[str, list[float]]:
    numbers = {points[code]: weight for code, weight in given.weighed.items()}
    ends = (min(points.values()), max(points.values()))
    return {"mean": intervals.mean(numbers, given.effective, ends).plain()}


def _ranking(item: Ranking, given: Tally, seen: MaySee) -> list[dict[str, Any]]:
    """Per thing the share that put it first, its mean points (as many as places for the first, one less each), and
    the mean place these are."""
    keys = [one.key for one in item.choices]
    rows = rows_of(keys, given.turned(item.codes), seen.of(), seen.without_share())
    may = [key for key in keys if all(may_say_points(item, key, group, seen.of()) for group in seen.groups)]
    said = seen.says_sums(may)
    for row in rows:
        row["points"] = points_of(item, row["code"], given) if row["code"] in said else None
        row["place"] = place_of(item, row["points"])
    return sorted(rows, key=lambda row: -row["points"][0] if row["points"] else 1.0)


def scale(item: Recommending | Satisfaction | Effort, given: Tally, seen: MaySee) -> dict[str, Any]:
    """The rows of a scale and its score; for recommending the three classes the score is made of."""
    if isinstance(item, Recommending):
        codes: list[Any] = list(NPS_CLASSES)
        given = given.turned(lambda point: [nps_class(point)])
    else:
        codes = list(item.points)
    unknown = {*seen.of(), *seen.without_share()}
    found = scores_of(partial(score, item), given.of(codes), unknown)
    return {"rows": rows_of(codes, given, seen.of(), seen.without_share()), "scores": found}


def score(item: Recommending | Satisfaction | Effort, given: Tally) -> dict[str, list[float]]:
    """The score a scale is asked for, out of its rows."""
    if isinstance(item, Recommending):
        numbers = {TYPICAL[code]: weight for code, weight in given.weighed.items()}
        return {"nps": intervals.net_promoters(numbers, given.effective).plain()}
    least, name = (SATISFIED, "satisfied") if isinstance(item, Satisfaction) else (EASY, "easy")
    high = share_of([value for value in given.people if value >= least], given)
    return {name: high, **_mean(given, {point: float(point) for point in item.points})}
