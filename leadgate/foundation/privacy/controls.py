"""Claims: what a room says it does about a duty of the law, how it stands now, and the test that proves it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.sql.tables import Base

if TYPE_CHECKING:
    from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Control:
    """One duty: its rule, what enforces it, what is counted, how much of it there is, and the test that proves it."""

    rule: str
    mechanism: "LazyString"
    counted: "LazyString"
    figure: Callable[[], int]
    test: str


def declared() -> Sequence[Control]:
    """Every control the rooms declare: the GDPR's by article, then the others."""
    return sorted((each for some in installation().house.provided("controls") for each in some), key=_place)


def _place(one: Control) -> tuple[bool, int]:
    law, _, article = one.rule.partition(" ")
    return law != "GDPR", int(re.match(r"\d*", article)[0] or 0)  # type: ignore[index]


def rows_of(table: type[Base], *where: ColumnElement[bool]) -> Callable[[], int]:
    """A figure: how many rows of a table there are, counted whenever it is called.

    Args:
        table: whose rows.
        where: what is true of those that count, all of it; every row counts when there is nothing.
    """
    return lambda: session().scalar(select(func.count()).select_from(table).where(*where)) or 0
