"""Moments as they are kept: in UTC, in every database and in every document."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a naive datetime is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """As `TypeDecorator`, at a third of the cost where SQLite keeps it: rows have several moments each."""
        return _as_sqlite_keeps_it if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """As `bind_processor`, for what is read.

        Args:
            dialect: of the database.
            coltype: as its driver names it.

        Returns:
            What makes a moment of a value.
        """
        return _as_sqlite_gave_it if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; SQLite keeps UTC without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _as_sqlite_keeps_it(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise TypeError("a moment needs its time zone")
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def _as_sqlite_gave_it(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def moment_of(text: str) -> datetime:
    """A moment as a document of ours says it (ISO 8601), in UTC.

    Raises:
        ValueError: it is none, says not how far from UTC it is, or is before or after all time.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its distance from UTC")
    try:
        return moment.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError("a moment before or after all time") from beyond
