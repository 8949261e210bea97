"""Standing: what somebody asked for binds whoever has the address now, or comes to have it, until they end it.

Of an address nobody has, a keyed hash is kept and nothing else. The act that makes it somebody's does what was asked.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, or_, select

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, read_row, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.people import queries as people
from leadgate.people.actions import restricting
from leadgate.people.events import AddressesTaken, AddressTaken
from leadgate.standing.actions.noting import BY_REQUEST, note
from leadgate.standing.events import OptedOut
from leadgate.standing.models import StandingRequest
from leadgate.standing.queries import awaited, has_opted_out
from leadgate.standing.types import StandingKind

KEPT = timedelta(days=5 * 365)
"""How long the hash of an address nobody has is kept; asking again begins it anew."""
MEANWHILE = timedelta(minutes=1)
SETTLE = "standing.settle"
STANDING = StandingRequest.__tablename__


@action
def stand(what: StandingKind, address_index: bytes) -> UUID | None:
    """Do what was asked for an address, for whoever has it now or comes to have it; again is fine.

    Args:
        what: is asked for.
        address_index: of the address, whose mailbox has been proven.

    Returns:
        Who has the address; None where nobody does.
    """
    await_holder(what, address_index)
    person = people.id_with(address_index)
    if person:
        claim(person, address_index)
    else:
        note(what, address_index, stands=True)
        # Who signs up in this very moment sees nothing of it, nor is seen; once both are written they meet.
        soon = clock.now() + MEANWHILE
        outbox.add_new(SETTLE, {"address_index": address_index.hex()}, key=f"{SETTLE}/{new_id()}", due=soon)
    return person


@action
def await_holder(what: StandingKind, address_index: bytes) -> None:
    """Keep the hash of an address for whoever comes to have it; again is once, kept from the last time on.

    Args:
        what: is asked for.
        address_index: of the address.
    """
    mine = (StandingRequest.address_index == address_index, StandingRequest.what == what)
    row, now = session().scalar(select(StandingRequest).where(*mine)), clock.now()
    if row is None:
        new: dict[str, Any] = {"id": new_id(), "person_id": None, "address_index": address_index}
        add_row(StandingRequest, **new, what=what, since=now, until=now + KEPT)
    else:
        row.until = now + KEPT
        session().flush()


@action
def claim(person: UUID, address_index: bytes) -> None:
    """Let what stands for an address hold for the person who has it from now on.

    Args:
        person: the person's id.
        address_index: of the address that has become theirs.
    """
    for row in session().scalars(select(StandingRequest).where(StandingRequest.address_index == address_index)).all():
        is_opt_out = row.what == StandingKind.OPT_OUT
        if is_opt_out and not has_opted_out(person):
            row.person_id, row.address_index, row.until = person, None, None
        else:
            session().delete(row)
        session().flush()
        if is_opt_out:
            tell(OptedOut(person))
        else:
            restricting.restrict(person, why=BY_REQUEST)
        note(row.what, address_index, stands=True)


_AWAITED = select(StandingRequest.id).where(StandingRequest.address_index == bindparam("address_index")).limit(1)


@action
def hold_for(event: AddressTaken) -> None:
    """Let what stands for an address hold for whoever has it from now on."""
    if read_row(_AWAITED, {"address_index": event.address_index}):
        claim(event.person, event.address_index)


@action
def hold_for_many(event: AddressesTaken) -> None:
    """As `hold_for`, in one look for all of them."""
    for index in awaited(event.people, *StandingKind):
        claim(event.people[index], index)


@action
def settle(address_index: str) -> None:
    """Let what stands for an address hold for whoever came to have it in the moment it was asked; again is fine.

    Args:
        address_index: of the address, in hexadecimal.
    """
    index = bytes.fromhex(address_index)
    if person := people.id_with(index):
        claim(person, index)


@action
def lift(person: UUID, what: StandingKind) -> None:
    """End what a person has asked for: by themselves, on their own page, and in no other way; again is fine.

    Args:
        person: the person's id.
        what: ends.
    """
    if what is StandingKind.RESTRICTION:
        ends = people.is_restricted(person)
        restricting.lift(person)
    else:
        ends = has_opted_out(person)
        theirs = delete(StandingRequest).where(StandingRequest.person_id == person)
        session().execute(theirs.where(StandingRequest.address_index.is_(None), StandingRequest.what == what))
    if ends:
        note(what, people.index_with(person), stands=False)


@action
def outlive(
    going: Mapping[UUID, bytes], address_indexes: Collection[bytes], erased_at: Mapping[bytes, datetime] | None = None
) -> int:
    """Of people and addresses that are erased: an opt-out stays, as a keyed hash; a restriction has nothing to keep.

    Args:
        going: the ids of the people, whose rows are still there, and the indexes of their addresses.
        address_indexes: of all the addresses that are erased, whether they are a person's or not.
        erased_at: when each was, if a restore only erases them again.

    Returns:
        How many opt-outs stay. They name nobody any more.
    """
    outlived, moments = 0, erased_at or {}
    mine = or_(StandingRequest.person_id.in_(going), StandingRequest.address_index.in_(address_indexes))
    for row in session().scalars(select(StandingRequest).where(mine)).all():
        index = row.address_index or (going.get(row.person_id) if row.person_id else None)
        stays = row.what == StandingKind.OPT_OUT and index is not None
        if stays:
            row.person_id, row.address_index, row.until = None, index, clock.now() + KEPT
            outlived += 1
        else:
            session().delete(row)
        note(row.what, index, stands=stays, at=moments.get(index or b""))
    for person in going.keys() & people.restrictions(BY_REQUEST).keys():
        note(StandingKind.RESTRICTION, going[person], stands=False, at=moments.get(going[person]))
    return outlived
