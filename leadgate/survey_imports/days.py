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
DMY, MDY, YMD, EACH = ORDERS = ("dmy", "mdy", "ymd", "each")
"""Whether the day, the month, or a year of two digits stands first; each its own where a column has several."""
MANY = 10
"""One day does not tell for so many others what is not usual: it may be mistyped."""
LANGUAGES = ("en", "de", "fr", "es", "nl", "it", "pt")


def day_of(text: str, order: str) -> date:
    """The day of a text, whatever moment stands behind it.

    Args:
        text: such as `2026-01-31 10:05:00`, `20260131`, `1/31/26`, `31.01.2026`, `Sat Jan 31 2026`, `46053`.
        order: of numbers that do not begin with a whole year; with points the day is first unless the year is.

    Raises:
        NotAnAnswer: there is no such day, or both orders stand in its column and it may be of either.
    """
    try:
        if (found := _day(text.strip(), order)) is not None:
            return found
    except ValueError:
        pass
    raise NotAnAnswer(gettext("“%(text)s” is no day.", text=text[:40]))


def _day(text: str, order: str) -> date | None:
    if found := YEAR_FIRST.fullmatch(text) or AS_ONE.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := YEAR_LAST.fullmatch(text):
        return _of_numbers(found, order)
    if found := COUNTED.fullmatch(text):
        counted = date(1899, 12, 30) + timedelta(days=int(found[1]))
        return counted if FIRST_COUNTED <= counted <= LAST_COUNTED else None
    if (found := MONTH_FIRST.fullmatch(text)) and (month := _months().get(found[1].casefold())):
        return date(int(found[3]), month, int(found[2]))
    if (found := DAY_FIRST.fullmatch(text)) and (month := _months().get(found[2].casefold())):
        return date(int(found[3]), month, int(found[1]))
    return None


def _of_numbers(found: re.Match[str], order: str) -> date:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if order == YMD and year < 100:
        return date(2000 + one, other, year)
    year += 2000 if year < 100 else 0
    if found[2] == ".":
        return date(year, other, one)
    if order == EACH:
        if one != other and max(one, other) <= 12:
            told = gettext("“%(text)s” can be read either way, and both ways stand in this column.", text=found[0][:40])
            raise NotAnAnswer(told)
        order = DMY if one > 12 else MDY
    return date(year, other, one) if order == DMY else date(year, one, other)


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
        order: one of `ORDERS`.
        is_told: whether that is seen in it, or makes no difference.
        examples: a day with the day first and one with the month first, where both stand in it; one that may have the
            year first.
    """

    order: str
    is_told: bool
    examples: tuple[str, ...] = ()


def order_of(texts: Iterable[str], *, otherwise: str, today: date) -> DayOrder:
    """In which order a column of days has day and month, told by what can be no month; with points between them the
    day is first everywhere.

    Args:
        texts: what stands in the column.
        otherwise: what is usual, where nothing tells.
        today: no day of answers is later.
    """
    every = [found for text in texts if (found := YEAR_LAST.fullmatch(text.strip()))]
    told, tells, still_open = dict[str, str](), 0, 0
    for found in every:
        one, other = int(found[1]), int(found[3])
        if found[2] != "." and max(one, other) > 12:
            told.setdefault(DMY if one > 12 else MDY, found[0])
            tells += 1
        elif found[2] != "." and one != other:
            still_open += 1
    usual = next(iter(told), otherwise)
    if every and all(_has_year_first(found, today) for found in every):
        years, last = {found[1] for found in every}, {found[4] for found in every}
        if len(years) <= len(last):
            return DayOrder(usual if len(years) == len(last) else YMD, is_told=False, examples=(every[0][0],))
    if len(told) > 1:
        return DayOrder(EACH, is_told=False, examples=(told[DMY], told[MDY]))
    is_by_chance = usual != otherwise and tells == 1 and still_open >= MANY
    return DayOrder(usual, is_told=not still_open or (bool(told) and not is_by_chance))


def _has_year_first(found: re.Match[str], today: date) -> bool:
    """Whether numbers can be a day whose year, of two digits, stands first."""
    if not len(found[1]) == len(found[3]) == len(found[4]) == 2:
        return False
    try:
        return _of_numbers(found, YMD) <= today
    except ValueError:
        return False
