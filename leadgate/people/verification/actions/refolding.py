"""Finding people anew, after the rule has changed by which addresses are one mailbox.

The index of an address is a keyed hash of how it is compared. Whoever is known by an older rule's hash would be found
no more, or by somebody else's address; their address, sealed under their key, says which one it is by the newer rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from leadgate.foundation import audit
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries
from leadgate.people.events import AddressesRefolded
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Indexed:
    """A table whose rows hold addresses, each sealed and beside the index it is found by.

    Args:
        table: its class, with an `id`.
        owner: the name of the column that names whose key an address lies under.
        addresses: by the name of the column of an address, that of its index.
    """

    table: type[Any]
    owner: str
    addresses: dict[str, str]


PEOPLE = Indexed(Person, "id", {"address": "address_index"})
PROOFS = Indexed(Verification, "subject_id", {"address": "address_index"})


def refold() -> None:
    """Have everybody found by the rule of today, once; people without a sign beyond ASCII are where they were."""
    refold_once(queries.REFOLDED, PEOPLE, PROOFS)


def refold_once(rule: str, *tables: Indexed) -> None:
    """Have the rows of these tables found by the rule of today, unless that was done before.

    Args:
        rule: by which the audit trail knows it. A backup from before has no such entry, so a restore does it again.
        tables: the room's own.
    """
    if audit.newest(rule):
        return
    for one in tables:
        _refold_all(one)
    _note(rule)


def _refold_all(one: Indexed) -> None:
    after: UUID | None = None
    while ids := _next(one, after):
        _refold_batch(one, ids)
        after = ids[-1]


def _next(one: Indexed, after: UUID | None) -> Sequence[UUID]:
    table = one.table
    later = (table.id > after,) if after else ()
    holds = or_(*[getattr(table, index).is_not(None) for index in one.addresses.values()])
    return session().scalars(select(table.id).where(holds, *later).order_by(table.id).limit(BATCH)).all()


@action
def _refold_batch(one: Indexed, ids: Sequence[UUID]) -> None:
    rows = locked_rows(select(one.table).where(one.table.id.in_(ids)).order_by(one.table.id))
    keys = installation().vault.keys_of(getattr(row, one.owner) for row in rows)
    moved: dict[bytes, bytes] = {}
    for row in rows:
        if key := keys.get(getattr(row, one.owner)):
            moved |= _refold_row(one, row, key)
    if moved and one is PEOPLE:
        tell(AddressesRefolded(moved))


def _refold_row(one: Indexed, row: Any, key: PersonKey) -> dict[bytes, bytes]:
    moved = {}
    for sealed, indexed in one.addresses.items():
        before = getattr(row, indexed)
        if before is None or getattr(row, sealed) is None:
            continue
        address = parsed(key.open(getattr(one.table, sealed), row.id, getattr(row, sealed)))
        now = queries.index_of(address)
        if before != now and before == queries.index_by_the_older_rule(address):  # not whom nobody may find any more
            setattr(row, indexed, now)
            moved[before] = now
    return moved


@action
def _note(rule: str) -> None:
    audit.record(rule, actor=None)
