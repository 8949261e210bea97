"""Looking behind the pages: what stands in the database right now."""

from typing import Any

from sqlalchemy import Select, func, select

from leadgate.foundation.db import forget_what_was_read, session


def count(table: type, *where: Any) -> int:
    forget_what_was_read()
    return session().scalar(select(func.count()).select_from(table).where(*where)) or 0


def one(table: type) -> Any:
    """The only row of a table."""
    forget_what_was_read()
    return session().scalars(select(table)).one()


def every(query: Select[Any]) -> list[Any]:
    forget_what_was_read()
    return list(session().execute(query).all())
