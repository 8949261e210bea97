"""Locking what an act decides by, so that nobody changes it between the look and the write.

PostgreSQL locks rows (`FOR UPDATE`). SQLite knows no such thing and compiles it to nothing, so there the act takes the
write turn before it looks. `docs/decisions/0028-who-decides-by-a-row-locks-it-first.md` says why, and when not.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select

from leadgate.foundation.db import database, session, take_turn
from leadgate.foundation.sql.tables import Base

T = TypeVar("T", bound=Base)


def locked(table: type[T], key: Any) -> T | None:
    """A row as it is now, which nobody else changes until the act at work ends; None without one.

    Args:
        table: its class.
        key: its primary key.

    Raises:
        OutsideOfAct: no act is at work.
    """
    take_turn()
    session().flush()  # what was changed in this act stays changed; what was read before is read anew
    return session().get(table, key, with_for_update=True, populate_existing=True)


def locked_one(table: type[T], key: Any) -> T:
    """As `locked`, of a row that is there.

    Raises:
        NoResultFound: it is not.
        OutsideOfAct: no act is at work.
    """
    take_turn()
    session().flush()
    return session().get_one(table, key, with_for_update=True, populate_existing=True)


def locked_rows(rows: Select[T], *, skip: bool = False) -> Sequence[T]:
    """As `locked`, all the rows a statement finds, in its order; two acts that lock several agree on one.

    Args:
        rows: a `select` of one table's rows.
        skip: whether those another act has locked are left out, rather than waited for.

    Raises:
        OutsideOfAct: no act is at work.
    """
    take_turn()
    locking = rows.with_for_update(skip_locked=skip).execution_options(populate_existing=True)
    return session().scalars(locking).all()


def rows_that_stay(rows: Select[T]) -> Sequence[T]:
    """All the rows a statement finds, none of which goes until the act at work ends: for writing what refers to them.

    Args:
        rows: a `select` of one table's rows.

    Raises:
        OutsideOfAct: no act is at work.
    """
    take_turn()
    return session().scalars(rows.with_for_update(read=True, key_share=True)).all()


def lock(table: type[Base], *ids: UUID) -> None:
    """Let one act at a time go on that locks these rows: for a decision by what belongs to them (how many, which).

    Args:
        table: their class.
        ids: of the rows; where there is none of an id, PostgreSQL locks nothing.

    Raises:
        OutsideOfAct: no act is at work.
    """
    take_turn()
    [key] = table.__table__.primary_key.columns  # type: ignore[attr-defined]
    # Rows that refer to these can still be written (`FOR NO KEY UPDATE`): two who have written some do not wait
    # crosswise. In order, for the same reason.
    session().execute(select(key).where(key.in_(ids)).order_by(key).with_for_update(key_share=True)).all()


def lock_name(name: str) -> None:
    """Let one act at a time go on that locks this name: for what has no row yet, of which only one is to be made.

    Args:
        name: of the same thing the same wherever it is locked. Two names may meet by chance (64 bits): they only wait.

    Raises:
        OutsideOfAct: no act is at work.
    """
    take_turn()
    if not database().is_sqlite:
        number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
        session().execute(select(func.pg_advisory_xact_lock(number))).all()
