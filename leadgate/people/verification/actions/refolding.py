"""Finding people anew, after the rule has changed by which addresses are one mailbox.

The index of an address is a keyed hash of how it is compared. Whoever is known by an older rule's hash would be found
no more, or by somebody else's address; their address, sealed under their key, says which one it is by the newer rule.
"""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import audit
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.people.addresses import MailAddress, parsed
from leadgate.people.models import Person
from leadgate.people.queries import index_of
from leadgate.people.verification.models import Verification

RULE = "people:addresses-folded-2"
"""In the audit trail once it is done. A backup from before has no such entry, so a restore does it again."""
BATCH = 1_000
T = TypeVar("T", Person, Verification)


def refold() -> None:
    """Have everybody found by the rule of today, once; people without a sign beyond ASCII are where they were."""
    if audit.newest(RULE):
        return
    _refold_all(Person)
    _refold_all(Verification)
    _note()


def _refold_all(table: type[T]) -> None:
    after: UUID | None = None
    while ids := _next(table, after):
        _refold_batch(table, ids)
        after = ids[-1]


def _next(table: type[T], after: UUID | None) -> Sequence[UUID]:
    later = (table.id > after,) if after else ()
    mine = select(table.id).where(table.address.is_not(None), *later).order_by(table.id).limit(BATCH)
    return session().scalars(mine).all()


@action
def _refold_batch(table: type[T], ids: Sequence[UUID]) -> None:
    rows = locked_rows(select(table).where(table.id.in_(ids)).order_by(table.id))
    owners = {row.id: row.id if isinstance(row, Person) else row.subject_id for row in rows}
    keys = installation().vault.keys_of(owners.values())
    for row in rows:
        if row.address is None or owners[row.id] not in keys:
            continue
        typed = parsed(keys[owners[row.id]].open(table.address, row.id, row.address))
        if row.address_index == _by_the_older_rule(typed):  # not of whom an erasure lets nobody find
            row.address_index = index_of(typed)


def _by_the_older_rule(address: MailAddress) -> bytes:
    local, _at, domain = address.typed.rpartition("@")
    return installation().vault.blind_index("address", f"{local.casefold()}@{domain}")


@action
def _note() -> None:
    audit.record(RULE, actor=None)
