"""Forgetting: rows, keys and whatever lies outside the tables, of everybody an act names and of nobody else.

Which rows, the marks of the register say. What a room keeps elsewhere (kept mail, files) it declares as a `Store`:
how it is emptied of a person, and how it is searched for what should not be there any more. What hangs on keys of
its own before a person is known (a request that waits, a link on its way) is found by what rooms declare as
`linked_keys`. What must stay for now (a legal hold) they declare as exempt.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, delete, update

from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext, Sealed, VaultKey
from leadgate.foundation.privacy.register import OfPerson, OnErasure, tables
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Text

Owners = Sequence[UUID] | Select[UUID]
QUICK = {"synchronize_session": False}
"""Objects in memory are let go of by `_let_go_of`, not compared with what went."""


@dataclass(frozen=True, slots=True)
class Store:
    """A place outside the tables where something about a person can lie.

    Args:
        name: as the erasure certificate names it.
        forget: takes away what is there of these people; answers how many things went.
        search: how many of these byte strings can be read there; None where it cannot be looked into from here.
        words: what people read for it.
        note: told whose rows are about to go, inside the act that takes them: for a store in which nothing but their
            rows says whose something is.
    """

    name: str
    words: Text
    forget: Callable[[Sequence[UUID]], int]
    search: Callable[[Sequence[bytes]], int | None]
    note: Callable[[Owners], None] | None = None


def stores() -> list[Store]:
    """Every store the rooms declare, in the order of the house."""
    return installation().house.personal("stores")


def kin_of(indexes: Sequence[bytes]) -> set[UUID]:
    """Owners of keys that belong to these addresses without being their person's."""
    found = installation().house.personal("linked_keys") if indexes else []
    return {owner for find in found for owner in find(indexes)}


def erase_rows_of(*owners: UUID) -> dict[str, int]:
    """As `erase_rows_in`, for these people."""
    return erase_rows_in(owners)


@action
def erase_rows_in(owners: Owners) -> dict[str, int]:
    """Delete the rows of these people and end their keys, but for what is spared. Doing it twice is fine.

    Args:
        owners: ids, or a query for them: for many people a query is far cheaper than a list.

    Returns:
        How many rows of each table went. Everything is one transaction: either the key and the rows are there, or
        neither.
    """
    session().flush()
    gone: dict[str, int] = {}
    for note in (store.note for store in stores() if store.note):
        note(owners)
    for table, rule in _children_first():
        mine = table.c[rule.subject].in_(owners)
        gone[table.name] = _rows(delete(table).where(mine, *unspared(table, rule)))
    blank_in(owners)
    gone["vault_key"] = _rows(
        delete(VaultKey).where(VaultKey.id.in_(owners), *(~exempt() for exempt in _exempt("exempt_keys")))
    )
    _let_go_of(owners)
    return {name: count for name, count in gone.items() if count}


@action
def blank_in(owners: Owners) -> None:
    """Of rows that are kept without a name: empty every text that was sealed under these owners' keys."""
    for _, table, rule in tables():
        sealed = {column.name: Ciphertext(b"") for column in table.columns if isinstance(column.type, Sealed)}
        if rule.erased is OnErasure.KEPT_UNLINKABLE and sealed:
            mine = table.c[rule.key or rule.subject].in_(owners)
            session().execute(update(table).where(mine, *unspared(table, rule)).values(sealed), execution_options=QUICK)


@action
def unname_in(owners: Owners) -> dict[str, int]:
    """In rows that are kept without a name: take the person's id out. Afterwards nothing finds them by it.

    Args:
        owners: ids, or a query for them.

    Returns:
        How many rows of each table stay, but for those that are kept under a pseudonym: counting them would tie them
        to the person anew.
    """
    kept: dict[str, int] = {}
    for _, table, rule in tables():
        subject = table.c[rule.subject]
        if rule.erased is OnErasure.KEPT_UNLINKABLE and subject.nullable:
            named = update(table).where(subject.in_(owners), *unspared(table, rule))
            kept[table.name] = _rows(named.values({subject.name: None}))
    return {name: count for name, count in kept.items() if count}


def _let_go_of(owners: Owners) -> None:
    """Objects of rows that are gone must not be found again, nor written."""
    gone = None if isinstance(owners, Select) else set(owners)
    for held in list(session()):
        mark = getattr(held, "__personal__", None)
        whose = getattr(held, mark.subject, None) if mark else getattr(held, "id", None)
        if (mark is None and gone is None) or (mark and mark.erased is not OnErasure.DELETED):
            continue
        if gone is None or whose in gone:
            session().expunge(held)


def _children_first() -> Iterator[tuple[Table, OfPerson]]:
    rules = {table.name: (table, rule) for _, table, rule in tables() if rule.erased is OnErasure.DELETED}
    return (rules[table.name] for table in reversed(Base.metadata.sorted_tables) if table.name in rules)


def unspared(table: Table, rule: OfPerson) -> list[ColumnElement[bool]]:
    """The conditions that leave out rows which must stay for now, for the `where` of a statement over the table.

    Args:
        table: whose rows are to be deleted or to expire.
        rule: how it hangs on a person.
    """
    return [~exempt(table, rule) for exempt in _exempt("exempt_rows")]


def _exempt(kind: str) -> list[Callable[..., ColumnElement[bool]]]:
    return installation().house.personal(kind)


def _rows(statement: object) -> int:
    return session().execute(statement, execution_options=QUICK).rowcount  # type: ignore[call-overload, no-any-return]
