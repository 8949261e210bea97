"""The register of personal data: every column says what it holds about a person, and why.

A table that refers to a person carries `__personal__`, and each of its columns either `personal(...)` or
`impersonal(...)`; the tests fail for one that does not. The marks act: export, erasure and expiry (`forgetting`) and
the records of processing (GDPR art. 30) are made from them, so a room cannot hold something that these four forget.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, select

from leadgate.foundation.db import session
from leadgate.foundation.house.rooms import Room
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.vault import Ciphertext, PersonKey
from leadgate.foundation.sql.tables import Base

if TYPE_CHECKING:
    from flask_babel import LazyString

    from leadgate.foundation.words import Text

ROOTS = {"vault_key", "person", "verification"}
AN_ID = "a random id"
A_MOMENT = "a date of the machine"
A_COUNT = "a count"
STAFF = "a member of staff"
"""Why a column says nothing about a person, for `impersonal`: the four reasons nearly all of them have."""


class Holds(StrEnum):
    """Categories of personal data, after the W3C Data Privacy Vocabulary."""

    IDENTIFIER = "identifier"
    CONTACT = "contact"
    ANSWER = "answer"
    CONSENT = "consent"
    TECHNICAL = "technical"
    ACTIVITY = "activity"


class OnErasure(StrEnum):
    """What erasing the person does to a row."""

    DELETED = "deleted"
    KEPT_UNLINKABLE = "kept, and says nothing about anyone once the person is gone"


@dataclass(frozen=True, slots=True)
class OfPerson:
    """How a table hangs on a person."""

    subject: str
    erased: OnErasure
    kept_for: "LazyString | Text | str"
    expires_by: str | None = None
    key_dies: bool = False
    """Whether expiry ends the row's own key, and so all that hangs on it."""
    own_key: bool = False
    """Whether rows of people nobody knows hang on a key that bears the row's own id, which ends with the row."""
    key: str | None = None
    """The column that names whose key its texts are sealed under, where that is not the person's."""
    pseudonym: str | None = None
    """The use whose pseudonym rows stand under, instead of the person's id (`PersonKey.pseudonym`)."""
    ground: "LazyString | Text | None" = None
    """Why it may stay after an erasure (GDPR art. 17(3), CCPA 1798.105(d)); goes onto the certificate."""
    left: "LazyString | Text | None" = None
    """What stays, and what it still says: the same sentence for its person before the erasure and after it."""


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """One personal column: what it holds, for what, and whether the person's export shows it."""

    holds: Holds
    purpose: "LazyString | Text | str"
    exported: bool


@dataclass(frozen=True, slots=True)
class Impersonal:
    """A column beside personal ones that says nothing about the person by itself."""

    reason: str


def personal(holds: Holds, purpose: "LazyString | Text | str", *, exported: bool = True) -> dict[str, Any]:
    """The mark of a personal column, for `mapped_column(info=…)`.

    Args:
        holds: the category of what it holds.
        purpose: what it is held for, in words the person reads.
        exported: whether the person's export shows it (GDPR art. 15, 20).
    """
    return {"mark": PersonalColumn(holds, purpose, exported)}


def impersonal(reason: str) -> dict[str, Any]:
    """The mark of a column that holds nothing personal, and why not."""
    return {"mark": Impersonal(reason)}


def tables() -> Iterator[tuple[type[Base], Table, OfPerson]]:
    """Every table of the house that says it holds something about a person."""
    return tables_of(installation().house.rooms)


def tables_of(rooms: Iterable[Room]) -> Iterator[tuple[type[Base], Table, OfPerson]]:
    """The personal tables of some rooms, whose modules are imported."""
    homes = tuple(f"{room.home}." for room in rooms)
    for mapper in Base.registry.mappers:
        rule = getattr(mapper.class_, "__personal__", None)
        table = mapper.local_table
        if rule is not None and isinstance(table, Table) and mapper.class_.__module__.startswith(homes):
            yield mapper.class_, table, rule


def unmarked(rooms: Sequence[Room]) -> list[str]:
    """Columns of tables that refer to a person and do not say what they hold; those of other rooms do not count."""
    homes = tuple(f"{room.home}." for room in rooms)
    declared = {table.name for _, table, _ in tables_of(rooms)}
    others = {str(each.local_table) for each in Base.registry.mappers if not each.class_.__module__.startswith(homes)}
    missing = []
    for table in Base.metadata.tables.values():
        if table.name in others:
            continue
        refers = {key.column.table.name for key in table.foreign_keys} & ROOTS
        if table.name in declared or refers:
            missing += [str(column) for column in table.columns if table.name not in declared or not _mark(column)]
    return sorted(missing)


def names_of(person: UUID, rule: OfPerson) -> list[UUID]:
    """What rows of a person stand under in a table: their id and, where the rule says so, the pseudonym.

    Args:
        person: the person's id; once their key is gone only rows from before there were pseudonyms are found.
        rule: how the table hangs on a person.
    """
    if rule.pseudonym is None:
        return [person]
    try:
        return [person, installation().vault.key_of(person).pseudonym(rule.pseudonym)]
    except KeyDestroyed:
        return [person]


def mine(table: Table, rule: OfPerson, person: UUID) -> ColumnElement[bool]:
    """The condition under which a row of a table is this person's.

    Args:
        table: one that says it holds something about a person.
        rule: how it hangs on them.
        person: the person's id.
    """
    return table.c[rule.subject].in_(names_of(person, rule))


def export_of(person: UUID) -> dict[str, list[dict[str, Any]]]:
    """Everything held about a person, by table, opened; empty once the key is destroyed."""
    if installation().vault.is_destroyed(person):
        return {}
    found: dict[str, list[dict[str, Any]]] = {}
    for cls, table, rule in tables():
        rows = session().scalars(select(cls).where(mine(table, rule, person))).all()
        shown = [(column.name, getattr(cls, column.name)) for column in table.columns if _is_exported(column)]
        if rows and shown:
            keys = installation().vault.keys_of({getattr(row, rule.key or rule.subject) for row in rows})
            found[table.name] = [_opened(row, shown, keys.get(getattr(row, rule.key or rule.subject))) for row in rows]
    return found


def files_of(person: UUID) -> Iterator[tuple[str, bytes]]:
    """Every file somebody uploaded, for their export."""
    for find in installation().house.personal("files"):
        yield from find(person)


def _opened(row: Any, shown: list[tuple[str, Any]], key: PersonKey | None) -> dict[str, Any]:
    values = {name: getattr(row, name) for name, _ in shown}
    for name, attribute in shown:
        if isinstance(values[name], Ciphertext):
            place = getattr(row, next(iter(row.__table__.primary_key.columns)).name)
            values[name] = key.open(attribute, place, values[name]) if key else None
    return values


def personal_columns() -> Iterator[tuple[str, OfPerson, PersonalColumn]]:
    """Every personal column: the name of its table, how that hangs on a person, and its mark."""
    for _cls, table, rule in sorted(tables(), key=lambda one: one[1].name):
        for column in table.columns:
            if isinstance(mark := _mark(column), PersonalColumn):
                yield table.name, rule, mark


def records_of_processing() -> list[dict[str, str]]:
    """One row per personal column: what, why, how long (GDPR art. 30 (1))."""
    return [
        {
            "table": table.name,
            "column": column.name,
            "holds": mark.holds.value,
            "purpose": str(mark.purpose),
            "kept": str(rule.kept_for),
            "erasure": rule.erased.value,
        }
        for _, table, rule in sorted(tables(), key=lambda one: one[1].name)
        for column in table.columns
        if isinstance(mark := _mark(column), PersonalColumn)
    ]


def _mark(column: Column[Any]) -> PersonalColumn | Impersonal | None:
    return column.info.get("mark")


def _is_exported(column: Column[Any]) -> bool:
    mark = _mark(column)
    return isinstance(mark, PersonalColumn) and mark.exported
