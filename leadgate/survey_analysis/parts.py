"""What can be asked for of those who answered: parts of them, by one condition or several, and tables of two things.

Each has a name by which it is kept: `gender=f`, `.days=2026-03-01..2026-03-31&gender=f`, `table:gender*mood`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    ConstantSum,
    Day,
    Kano,
    LongText,
    Matrix,
    OneChoice,
    SeveralChoices,
    ShortText,
)

ALL = ""
LANGUAGE, SOURCE, VERSION, DAYS, MONTH = ".language", ".source", ".version", ".days", ".month"
ORIGIN = ".origin"
SOUND, YES = ".sound", "yes"
"""No question has such a key."""
TOLD_OF_ALL = (LANGUAGE, SOURCE, VERSION, ORIGIN)
AND, TABLE, BY, LINE, TO = "&", "table:", "*", ":", ".."
IN = "in"
"""Of a line that stands for a part of several conditions: those it is made of."""
MOST_CONDITIONS = 4
SPAN = re.compile(rf"(?P<first>\d{{4}}-\d\d-\d\d)?{re.escape(TO)}(?P<last>\d{{4}}-\d\d-\d\d)?")
LineKey = tuple[str, str]
"""A question's key, and which of its lines; empty where it has one."""


def conditions_of(part: str) -> list[tuple[str, str]]:
    """What whoever belongs to a part said, or when: names with codes."""
    pairs = [one.partition("=") for one in part.split(AND)] if part else []
    return [(name, code) for name, _, code in pairs]


def joined(conditions: Iterable[tuple[str, str]]) -> str:
    """The part of those of whom all of these are true."""
    return AND.join(f"{name}={code}" for name, code in sorted(set(conditions)))


def is_compound(name: str) -> bool:
    """Whether a part, or the line that stands for it, is not simply made by the answers to one question."""
    return AND in name or name.startswith(f"{DAYS}=")


def maker_of(part: str, items: Mapping[str, AnyItem]) -> tuple[LineKey, str]:
    """The line whose answers make such parts, as `lines` names it, and which of its answers makes this one."""
    if is_compound(part):
        return (part, ""), IN
    name, _, code = part.partition("=")
    return maker_of_condition(name, code, items), code


def maker_of_condition(name: str, code: str, items: Mapping[str, AnyItem]) -> LineKey:
    """The line whose answers decide about a condition."""
    return name, code if isinstance(items.get(name), SeveralChoices) else ""


def parts_of(items: Mapping[str, AnyItem]) -> list[str]:
    """The parts one can ask for by an answer."""
    choices = [item for item in items.values() if isinstance(item, OneChoice | SeveralChoices)]
    return [f"{item.key}={code}" for item in choices for code in item.in_line]


def days_of(code: str) -> tuple[date, date] | None:
    """The first and the last day of a span such as `2026-03-01..2026-03-31`, either end of which may be open."""
    found = SPAN.fullmatch(code)
    try:
        first, last = (date.fromisoformat(one) if one else None for one in found.groups()) if found else (None, None)
    except ValueError:
        return None
    if first is None and last is None:
        return None
    return first or date.min, last or date.max


def table_of(rows: str, columns: str) -> str:
    """The name of the table of two things."""
    return f"{TABLE}{rows}{BY}{columns}"


def is_table(asked: str) -> bool:
    """Whether what is asked for is a table."""
    return asked.startswith(TABLE)


def sides_of_table(table: str) -> tuple[str, str]:
    """What stands in the rows of a table, and what in its columns."""
    rows, _, columns = table.removeprefix(TABLE).partition(BY)
    return rows, columns


def sides_of(items: Mapping[str, AnyItem]) -> list[str]:
    """What can stand in the rows or the columns of a table: questions, and lines of questions that have several."""
    found: list[str] = []
    for key, item in items.items():
        lines = item.features if isinstance(item, Kano) else item.rows if isinstance(item, Matrix) else ()
        if lines:
            found += [f"{key}{LINE}{one.key}" for one in lines]
        elif not isinstance(item, BestWorst | ConstantSum | Day):
            found.append(key)
    return found


def has_several(item: AnyItem | None) -> bool:
    """Whether one person can give several of its answers, so that each is a line by itself."""
    return isinstance(item, SeveralChoices | ShortText | LongText)
