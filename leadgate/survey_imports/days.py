"""Days as programs write them: as ISO 8601 has it, in the order of some country, with the name of the month, or as the
number a spreadsheet counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names
from flask_babel import gettext

from leadgate.questions.errors import NotAnAnswer

_REST = r"(?:\D.*)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?{_REST}", re.DOTALL)
YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_REST}", re.DOTALL)
AS_ONE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T\s].*)?", re.DOTALL)
COUNTED = re.compile(r"(\d{5})(?:[.,]\d+)?")
"""Days since the end of 1899, as spreadsheets keep them."""
_MONTH = r"([^\W\d_]{2,12})\.?"
MONTH_FIRST = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)?{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_REST}", re.DOTALL
)
DAY_FIRST = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?{_MONTH},?[\s-]+(?:de\s+)?(\d{{4}}){_REST}",
    re.DOTALL,
)
FIRST_COUNTED, LAST_COUNTED = date(2000, 1, 1), date(2099, 12, 31)
LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "pt")


def day_of(text: str, *, day_first: bool) -> date:
    """The day of a text, whatever moment stands behind it.

    Args:
        text: such as `2026-01-31 10:05:00`, `20260131`, `1/31/26`, `31.01.2026`, `Sat Jan 31 2026`, `46053`.
        day_first: whether in numbers with the year last and no points the day stands before the month.

    Raises:
        NotAnAnswer: there is no such day.
    """
    try:
        if (found := _day(text.strip(), day_first=day_first)) is not None:
            return found
    except ValueError:
        pass
    raise NotAnAnswer(gettext("“%(text)s” is no day.", text=text[:40]))


def _day(text: str, *, day_first: bool) -> date | None:
    if found := YEAR_FIRST.fullmatch(text) or AS_ONE.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := YEAR_LAST.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if year < 100 else 0
        return date(year, other, one) if day_first or found[2] == "." else date(year, one, other)
    if found := COUNTED.fullmatch(text):
        counted = date(1899, 12, 30) + timedelta(days=int(found[1]))
        return counted if FIRST_COUNTED <= counted <= LAST_COUNTED else None
    if (found := MONTH_FIRST.fullmatch(text)) and (month := _months().get(found[1].casefold())):
        return date(int(found[3]), month, int(found[2]))
    if (found := DAY_FIRST.fullmatch(text)) and (month := _months().get(found[2].casefold())):
        return date(int(found[3]), month, int(found[1]))
    return None


@cache
def _months() -> dict[str, int]:
    """The months by their names, long and short, in the languages programs write them."""
    return {
        str(name).casefold().rstrip("."): number
        for tag in LANGUAGES
        for width in ("wide", "abbreviated")
        for form in ("format", "stand-alone")
        for number, name in get_month_names(width, context=form, locale=tag).items()
    }


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How a column writes its days.

    Args:
        day_first: whether the day stands before the month.
        is_told: whether that is seen in it, or makes no difference.
    """

    day_first: bool
    is_told: bool


def order_of(texts: Iterable[str], *, otherwise: bool) -> DayOrder:
    """In which order a column of days has day and month, told by what can be no month; with points between them the
    day is first everywhere.

    Args:
        texts: what stands in the column.
        otherwise: what is usual, where nothing tells.
    """
    told, is_open = set[bool](), False
    for text in texts:
        if (found := YEAR_LAST.fullmatch(text.strip())) is None or found[2] == ".":
            continue
        one, other = int(found[1]), int(found[3])
        if max(one, other) > 12:
            told.add(one > 12)
        elif one != other:
            is_open = True
    if len(told) == 1:
        return DayOrder(told.pop(), is_told=True)
    return DayOrder(otherwise, is_told=not told and not is_open)
