"""Looking behind the pages: what stands in the database right now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select, event, func, select

from leadgate.assets.actions import counting
from leadgate.assets.models import Download
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.installation import Installation
from leadgate.people.verification.models import Verification

WAITS = Verification.confirmed_at.is_(None)
PROVEN = Verification.confirmed_at.is_not(None)


def count(table: type, *where: Any) -> int:
    forget_what_was_read()
    return session().scalar(select(func.count()).select_from(table).where(*where)) or 0


def downloads() -> int:
    """How many files arrived whole, once all of them are counted."""
    counting.wait_until_counted()
    return count(Download)


def one(table: type, *where: Any) -> Any:
    """The only row of a table for which this is true."""
    forget_what_was_read()
    return session().scalars(select(table).where(*where)).one()


def every(query: Select[Any]) -> list[Any]:
    forget_what_was_read()
    return list(session().execute(query).all())


@contextmanager
def statements(here: Installation) -> Iterator[list[str]]:
    """Every statement that queries send while the block runs."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if "settings_version" not in statement:  # is looked at once a second, whatever is asked for
            seen.append(statement)

    event.listen(here.database.reader, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(here.database.reader, "before_cursor_execute", note)
