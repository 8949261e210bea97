"""Identity: from a proven address to a person; a second proof adds to the person and overwrites nothing.

This is the only way a person comes to be. Who was erased comes back through it by an act of their own that is younger
than the erasure, and in no other way: not by a request from before, not by a restored backup, not by an import.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, run, session
from leadgate.foundation.vault import PersonKey
from leadgate.people import queries
from leadgate.people.addresses import MailAddress
from leadgate.people.errors import ErasedMeanwhile
from leadgate.people.models import Person, Tombstone

_ERASED = select(func.max(Tombstone.since)).where(
    Tombstone.address_index == bindparam("address_index"), Tombstone.lifted_at.is_(None)
)


@action
def meet(address: MailAddress, *, key: PersonKey, language: str, asked_at: datetime) -> UUID:
    """The person with this proven address: the one already known, or a new one who takes over this key.

    Args:
        asked_at: when they themselves asked for what is proven now.

    Raises:
        ErasedMeanwhile: they were erased after that.
    """
    index = queries.index_of(address)
    if known := queries.id_with(index):
        session().execute(update(Person).where(Person.id == known).values(last_active=clock.now()))
        return known
    _lift_tombstone(index, asked_at)
    new = {
        "id": key.owner,
        "address_index": index,
        "address": key.seal(Person.address, key.owner, address.typed),
        "language": language,
        "known_since": clock.now(),
        "last_active": clock.now(),
    }
    add_rows(Person, new)
    return key.owner


def _lift_tombstone(index: bytes, asked_at: datetime) -> None:
    erased = run(_ERASED, {"address_index": index}).scalar()
    if erased is None:
        return
    if erased >= asked_at:
        raise ErasedMeanwhile
    mine = update(Tombstone).where(Tombstone.address_index == index, Tombstone.lifted_at.is_(None))
    session().execute(mine.values(lifted_at=clock.now()))
