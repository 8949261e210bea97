"""From the figures of a report to what its page draws: bars with their intervals, and the words beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _
from leadgate.questions.kinds import AnyItem, LongText, Ranking, ShortText, said
from leadgate.surveys.answer_words import labels_of, lines_of

Span = tuple[float, float, float]
"""A figure and both ends of its interval."""
MOST_PRINTED = 3
"""So many answers of a question stand on the page to print."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One answer: how many gave it and what share that is; neither where it is hidden, and no share where weights would
    tell more."""

    label: str
    count: int | None
    span: Span | None
    least: float = 0.0
    """Where the scale of its bar begins; it ends at 1."""
    preferred: Span | None = None
    """The share of people who would choose it if everything it was compared with stood beside it."""
    mean: Span | None = None
    """Of a sum that was shared, what it got."""
    is_ahead: bool = False
    """Whether that is more than what the next one got, beyond chance."""
    place: Span | None = None
    """Of what was put in order, the mean place; the lowest is the best."""
    of: int | None = None
    """So many it was offered to; None where that was everybody, or is not said."""
    is_offered: bool | None = None
    """Whether it is still offered, where not every version did."""

    @property
    def bar(self) -> tuple[float, float, float, float]:
        """Of a bar a hundred wide: where it begins, its width, and both ends of its interval."""
        assert self.span
        value, low, high = (100 * (min(max(one, self.least), 1) - self.least) / (1 - self.least) for one in self.span)
        zero = 100 * -self.least / (1 - self.least)
        return min(zero, value), abs(value - zero), low, high


class ScoreName(Words):
    """The figures that sum a question up."""

    NPS = "nps", _("Net Promoter Score")
    SATISFIED = "satisfied", _("Satisfied (4 or 5)")
    EASY = "easy", _("Found it easy (5 to 7)")
    MEAN = "mean", _("Mean")
    MEDIAN = "median", _("Median")
    PLEASES = "pleases", _("Pleases if it is there")
    MISSED = "missed", _("Is missed if it is not")


@dataclass(frozen=True, slots=True)
class ReportScore:
    """A figure that sums a question up.

    Args:
        name: which.
        span: with both ends of its interval, where it is exact.
        value: without, where it has none.
        between: what it lies between, where more would tell what is hidden; none of all three where anything would.
    """

    name: ScoreName
    span: Span | None = None
    value: float | None = None
    between: tuple[float, float] | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is said of it."""
        return self.span is None and self.between is None and self.value is None

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends of its interval, or of what it lies between."""
        return self.span[1:] if self.span else self.between


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a question that has several, or the whole of one that has not."""

    label: str
    answered: int | None
    rows: Sequence[ChartRow]
    scores: Sequence[ReportScore]
    is_held: bool
    """Whether enough answered, and what they said could be worked out from other figures."""
    kano: str = ""
    """What a feature is to most people, in words."""
    is_of_some: bool = False
    """Whether nothing is said of it because only some were asked, and how many would tell too much."""

    @property
    def printed(self) -> list[ChartRow]:
        """The answers most people gave, where one page is all there is; none where a score sums them up."""
        known = [row for row in self.rows if row.span and not self.scores]
        return sorted(known, key=lambda row: row.span or (), reverse=True)[:MOST_PRINTED]

    @property
    def left_out(self) -> int:
        """How many of its answers that page has no place for."""
        return len([row for row in self.rows if row.span]) - len(self.printed)

    @property
    def hidden(self) -> int:
        """How many of its answers are hidden, or the shares of them."""
        return len([row for row in self.rows if not row.span])


@dataclass(frozen=True, slots=True)
class Bin:
    """One step of a histogram a hundred wide: as wide as it is, and so high that its area is its people."""

    low: float
    high: float
    count: int | None
    begin: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Month:
    """The score of one month."""

    name: str
    count: int
    score: ReportScore


@dataclass(frozen=True, slots=True)
class QuestionChart:
    """One question of a report."""

    key: str
    kind: AnyItem
    title: str
    whole: Line
    lines: Sequence[Line]
    bins: Sequence[Bin]
    months: Sequence[Month]
    is_weighted_by_month: bool | None
    """Whether the months are weighted; None where nothing is."""
    coded: int | None
    """How many of the answers in words were coded."""
    words: Sequence[tuple[str, int]]
    """Words many used, with by how many."""
    codes: Sequence[str]
    """The ids of the codes in the order of the rows."""
    of: int | None
    """So many people it stands for, where an older figure stayed."""

    @property
    def is_ranked(self) -> bool:
        """Whether things were put in order."""
        return isinstance(self.kind, Ranking)

    @property
    def is_open(self) -> bool:
        """Whether it is answered in words."""
        return isinstance(self.kind, ShortText | LongText)

    @property
    def is_few(self) -> bool:
        """Whether too few answered for anything to be shown."""
        return self.whole.answered is None


def picture_of(item: AnyItem, found: Mapping[str, Any], language: str, codes: Mapping[str, str]) -> QuestionChart:
    """The picture of one question out of its figures.

    Args:
        codes: the names of the codes of answers in words.
    """
    words = {**codes, **labels_of(item, language)}
    lines = lines_of(item, language)
    months = found.get("months", ())
    return QuestionChart(
        item.key,
        item,
        said(item.label, language),
        _line(said(item.label, language), found, words),
        [_line(lines.get(one["code"], one["code"]), one, words) for one in found.get("lines", ())],
        _bins(found.get("bins", ())),
        [Month(one["month"], one["count"], _scores(one)[0]) for one in months if one["scores"]],
        found.get("months_weighted"),
        found.get("coded"),
        [(one["word"], one["people"]) for one in found.get("words", ())],
        [one["code"] for one in found.get("rows", ())],
        found.get("of"),
    )


def _bins(found: Sequence[Mapping[str, Any]]) -> list[Bin]:
    if not found:
        return []
    first, whole = found[0]["from"], found[-1]["to"] - found[0]["from"]
    dense = [(one["count"] or 0) / (one["to"] - one["from"]) for one in found]
    most = max(dense) or 1
    return [
        Bin(
            one["from"],
            one["to"],
            one["count"],
            100 * (one["from"] - first) / whole,
            100 * (one["to"] - one["from"]) / whole,
            1.0 if one["count"] is None else height / most,
        )
        for one, height in zip(found, dense, strict=True)
    ]


def _line(label: str, found: Mapping[str, Any], words: Mapping[str, str]) -> Line:
    rows = [_row(one, words) for one in found.get("rows", ())]
    kano = _kano(found["class"], words) if "class" in found else ""
    return Line(label, found.get("answered"), rows, _scores(found), bool(found.get("held")), kano, "of_some" in found)


def _kano(found: Mapping[str, Any], words: Mapping[str, str]) -> str:
    named = {"first": words[found["first"]], "second": words[found["second"]]}
    sentence: str = (
        gettext("Most say: %(first)s.", **named)
        if found["is_clear"]
        else gettext(
            "Between “%(first)s” and “%(second)s”: which is said more often could be chance (Fong's test).", **named
        )
    )
    return sentence


def _row(found: Mapping[str, Any], words: Mapping[str, str]) -> ChartRow:
    least, span = (-1.0, found["score"]) if "score" in found else (0.0, found["share"])
    label = words.get(found["code"], found["code"])
    preferred, mean, place = (_span(found.get(name)) for name in ("preferred", "mean", "place"))
    ahead, offered = bool(found.get("is_ahead")), found.get("is_offered")
    return ChartRow(label, found["count"], _span(span), least, preferred, mean, ahead, place, found.get("of"), offered)


def _scores(found: Mapping[str, Any]) -> list[ReportScore]:
    scores: Mapping[str, Any] = found.get("scores", {})
    return [_score(ScoreName(name), one) for name, one in scores.items()]


def _score(name: ScoreName, found: Any) -> ReportScore:
    match found:
        case list():
            return ReportScore(name, span=_span(found))
        case {"between": [low, high]}:
            return ReportScore(name, between=(low, high))
        case _:
            return ReportScore(name, value=found)


def _span(found: Sequence[float] | None) -> Span | None:
    return (found[0], found[1], found[2]) if found else None
