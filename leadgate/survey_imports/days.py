"""Days as programs write them: as ISO 8601 has it, or in the order of some country."""

import re
from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from leadgate.questions.errors import NotAnAnswer

YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\D.*)?", re.DOTALL)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D.*)?", re.DOTALL)


def day_of(text: str, *, day_first: bool) -> date:
    """The day of a text, whatever moment stands behind it.

    Args:
        text: such as `2026-01-31 10:05:00`, `2026/1/31`, `1/31/2026`, `31.01.2026`.
        day_first: whether in the last two forms the day stands before the month.

    Raises:
        NotAnAnswer: there is no such day.
    """
    try:
        if found := YEAR_FIRST.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := YEAR_LAST.fullmatch(text):
            one, other, year = map(int, found.groups())
            return date(year, other, one) if day_first else date(year, one, other)
    except ValueError:
        pass
    raise NotAnAnswer(gettext("“%(text)s” is no day.", text=text[:40]))


def is_day_first(texts: Iterable[str], *, otherwise: bool) -> bool:
    """Whether in a column of days the day stands before the month: where that is seen in any of them.

    Args:
        texts: what stands in the column.
        otherwise: what is usual, where it is seen in none.
    """
    for text in texts:
        if found := YEAR_LAST.fullmatch(text):
            one, other = int(found[1]), int(found[2])
            if max(one, other) > 12:
                return one > 12
    return otherwise
