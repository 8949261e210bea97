"""What a hold spares: the rows it names, the rows those hang on, and the key they are read with."""

from functools import cache

from sqlalchemy import ColumnElement, Table, and_, exists, literal, or_

from leadgate.erasure.models import Hold
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy.register import OfPerson, tables
from leadgate.foundation.sql.tables import Base

EVERYTHING = "*"


def can_be_held() -> list[str]:
    """The kinds of data a hold can name: every table that says it holds something about a person."""
    return sorted(table.name for _, table, _ in tables())


@cache
def _hanging_on(name: str) -> frozenset[str]:
    """The tables whose rows would go with a row of this one; to keep them is to keep it."""
    direct = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == name and table.name != name
    }
    return frozenset(direct).union(*(_hanging_on(one) for one in direct))


def is_held(table: Table, rule: OfPerson) -> ColumnElement[bool]:
    """The condition under which a hold keeps a row of this table."""
    this = and_(
        Hold.held_table == table.name,
        or_(Hold.held_row.is_(None), Hold.held_row == next(iter(table.primary_key.columns))),
    )
    itself = literal(table is Hold.__table__)  # a hold that holds names its person, whatever it holds of them
    named = or_(Hold.held_table == EVERYTHING, this, Hold.held_table.in_(_hanging_on(table.name)), itself)
    return exists().where(Hold.person_id == table.c[rule.subject], Hold.lifted_at.is_(None), named)


def keeps_key() -> ColumnElement[bool]:
    """The condition under which a hold keeps a key."""
    return exists().where(Hold.person_id == VaultKey.id, Hold.lifted_at.is_(None))
