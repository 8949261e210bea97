"""Identity: from a proven address to a person; a second proof adds to the person and overwrites nothing.

This is the only way a person comes to be, and what was asked for their address before then holds for them at once. Who
was erased comes back through it by an act of their own that is younger than the erasure, and in no other way: not by a
request from before, not by a restored backup, not by an import.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select, update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, add_rows, run, session, write
from leadgate.foundation.events import tell
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.mail.addresses import MailAddress, parsed
from leadgate.foundation.sql.tables import Row, row_of
from leadgate.people import queries
from leadgate.people.errors import ErasedMeanwhile
from leadgate.people.events import AddressesTaken, AddressTaken
from leadgate.people.models import Person, Tombstone

_ERASED = select(func.max(Tombstone.since)).where(
    Tombstone.address_index == bindparam("address_index"), Tombstone.lifted_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class AddressHolder:
    """Who has an address, by its index, and when whoever had it was erased last, unless they came back since."""

    address_index: bytes
    person: UUID | None
    erased_at: datetime | None


@action
def find_or_create(address: MailAddress, *, key: PersonKey, language: str, asked_at: datetime) -> UUID:
    """The person with this proven address: the one already known, or a new one who takes over this key.

    Args:
        address: that was proven.
        key: of what was proven; a new person's from now on.
        language: of a new person's letters.
        asked_at: when they themselves asked for what is proven now, in UTC.

    Raises:
        ErasedMeanwhile: they were erased after that.
    """
    index = queries.index_of(address)
    person = queries.id_with(index)
    erased_at = None if person else run(_ERASED, {"address_index": index}).scalar()
    known = AddressHolder(index, person, erased_at)
    return find_or_create_proven(known, address.typed, key=key, language=language, asked_at=asked_at)


_ACTIVE = update(Person).where(Person.id == bindparam("person")).values(last_active=bindparam("now"))


@action
def find_or_create_proven(
    known: AddressHolder, typed: str, *, key: PersonKey, language: str, asked_at: datetime
) -> UUID:
    """As `find_or_create`, where the statement that read the proof has read who is known as well.

    Args:
        known: as it was when this act began; should somebody have come in between, writing it down fails, and the act
            is done once more.
        typed: the address as typed.

    Raises:
        ErasedMeanwhile: they were erased after they had asked.
    """
    if known.person:
        write(_ACTIVE, {"person": known.person, "now": clock.now()})
        return known.person
    _lift_tombstone(known, typed, asked_at)
    add_row(
        Person,
        id=key.owner,
        address_index=known.address_index,
        address=key.seal(Person.address, key.owner, typed),
        language=language,
        known_since=clock.now(),
        last_active=clock.now(),
    )
    tell(AddressTaken(key.owner, known.address_index))
    return key.owner


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is known by nobody yet, and by whose address they will be.

    Args:
        key: theirs from now on.
        address: as they gave it elsewhere.
        address_index: `people.queries.index_of` it.
        language: of their letters.
    """

    key: PersonKey
    address: MailAddress
    address_index: bytes
    language: str


@action
def bring(newcomers: Sequence[Newcomer]) -> None:
    """Make people of whom nobody is known yet, in the name of a proof they gave elsewhere.

    Nobody lifts a stone here: whoever was erased comes back by an act of their own alone.

    Args:
        newcomers: each with an address of their own; should one be known already, writing it down fails.

    Raises:
        ErasedMeanwhile: one of them was erased.
    """
    older = [
        old[0] for one in newcomers if not one.address.typed.isascii() and (old := queries.older_hash(one.address))
    ]
    people = {one.address_index: one.key.owner for one in newcomers}
    if queries.indexes_under_stone([*people, *older]):
        raise ErasedMeanwhile
    add_rows(Person, [_row_of(one, clock.now()) for one in newcomers])
    tell(AddressesTaken(people))


def _row_of(one: Newcomer, now: datetime) -> Row[Person]:
    return row_of(
        Person,
        id=one.key.owner,
        address_index=one.address_index,
        address=one.key.seal(Person.address, one.key.owner, one.address.typed),
        language=one.language,
        known_since=now,
        last_active=now,
    )


def _lift_tombstone(known: AddressHolder, typed: str, asked_at: datetime) -> None:
    older = None if typed.isascii() else queries.older_hash(parsed(typed))
    if known.erased_at is None and older is None:
        return  # nearly always, and before a statement is built that nobody needs
    mine, erased_at = Tombstone.address_index == known.address_index, known.erased_at
    if older:
        before = and_(Tombstone.address_index == older[0], Tombstone.since <= older[1])
        mine = or_(mine, before)
        erased_at = session().scalar(select(func.max(Tombstone.since)).where(mine, Tombstone.lifted_at.is_(None)))
    if erased_at is None:
        return
    if erased_at >= asked_at:
        raise ErasedMeanwhile
    session().execute(update(Tombstone).where(mine, Tombstone.lifted_at.is_(None)).values(lifted_at=clock.now()))
