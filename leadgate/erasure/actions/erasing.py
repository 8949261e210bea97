"""Erasing: the one path. Tombstone, key and rows in one transaction; what lies outside the tables follows from it.

Whoever dies on the way leaves either a person who is whole or an erasure that the outbox carries to its certificate.
Finding nothing is a success; so is the second time.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from leadgate.erasure.actions import telling
from leadgate.erasure.events import AboutToErase, PeopleErased
from leadgate.erasure.models import Erasure, ErasurePerson, ErasureStep, Hold, Needle
from leadgate.erasure.queries import ending, erasures_of
from leadgate.erasure.types import KEPT, SEARCHED_FOR, Why
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, add_rows, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy.erasure_engine import erase_rows_in, kin_of, unname_in
from leadgate.foundation.sql.tables import row_of
from leadgate.people import queries
from leadgate.people.actions import restricting
from leadgate.people.actions.burying import bury, lock_people
from leadgate.people.types import PersonRow, Stone
from leadgate.standing.actions import binding
from leadgate.standing.actions.binding import STANDING


@action
def erase(
    *people: UUID, why: Why, addresses: Sequence[bytes] = (), by: UUID | None = None, request: UUID | None = None
) -> UUID:
    """End everything that is kept of these people.

    What a legal hold names stays, sealed, until the hold is lifted; the erasure then goes on by itself.

    Args:
        people: their ids; those who are erased already, or never were, do no harm.
        why: goes onto the certificate.
        addresses: indexes of addresses whose waiting requests end as well, whether they are a person's or not.
        by: the member of staff who ordered it, if one did.
        request: the privacy request it fulfils, if there is one.

    Returns:
        The id of the erasure, which the outbox carries to its certificate.
    """
    now, erasure = clock.now(), new_id()
    lock_people(people)
    begun = set(session().scalars(select(ErasurePerson.person_id).where(ErasurePerson.person_id.in_(people))))
    going = [person for person in queries.people_of(people) if person.id not in begun]
    ids, indexes = [one.id for one in going], {*addresses, *(one.address_index for one in going)}
    write_down(erasure, why, now, people=len(going), by=by, request=request)
    note_whom(erasure, ids)
    bury(Stone(new_id(), one.address_index, erasure, now) for one in going)
    bury(Stone(new_id(), index, erasure, now) for index in _unknown(indexes, going))
    if outlived := binding.outlive({one.id: one.address_index for one in going}, indexes):
        _note(erasure, f"{KEPT}{STANDING}", outlived)
    _note_needles(erasure, going)
    telling.prepare(erasure, going)
    _note(erasure, "tombstone", len(going))
    tell(AboutToErase(ids))
    _take(erasure, {*people, *kin_of(list(indexes))} - set(ids))
    tell(PeopleErased(ids, list(indexes)))
    restricting.leave_alone(*ids, why="erasure")
    audit.record(f"erasure:{why}", actor=by, subject=erasure)
    outbox.add_new("erasure.finish", {"erasure": erasure}, key=f"erasure.finish/{erasure}")
    return erasure


def write_down(
    erasure: UUID, why: Why, now: datetime, *, people: int, by: UUID | None = None, request: UUID | None = None
) -> None:
    """Begin the record of an erasure, inside the act at work.

    Args:
        erasure: its id.
        why: what it was begun by.
        now: when, in UTC.
        people: how many it ends.
        by, request: as `erase` takes them.
    """
    add_row(
        Erasure,
        id=erasure,
        why=why,
        by=by,
        request=request,
        people=people,
        asked_at=now,
        finished_at=None,
        certificate=None,
    )


def note_whom(erasure: UUID, people: Iterable[UUID]) -> None:
    """Note whom an erasure ends, until its certificate; inside the act at work.

    Args:
        erasure: its id.
        people: their ids.
    """
    add_rows(ErasurePerson, (row_of(ErasurePerson, person_id=person, erasure_id=erasure) for person in people))


def _unknown(indexes: set[bytes], going: Sequence[PersonRow]) -> set[bytes]:
    """Addresses nobody is known by and no stone lies on yet: to be left alone as well."""
    return indexes - {one.address_index for one in going} - queries.indexes_under_stone(indexes)


@action
def leave(person: UUID) -> UUID:
    """Let a person end everything that is kept of them; answers the number of the erasure."""
    return erase(person, why=Why.PERSON)


def _take(erasure: UUID, besides: Collection[UUID] = ()) -> None:
    """The keys and the rows of everybody the erasure ends, and of others that belong to them."""
    for owners in (ending([erasure]), list(besides)):
        if isinstance(owners, Select) or owners:
            for table, count in sorted(erase_rows_in(owners).items()):
                _note(erasure, f"rows: {table}", count)
            for table, count in sorted(unname_in(owners).items()):
                _note(erasure, f"{KEPT}{table}", count)


def _note(erasure: UUID, step: str, count: int) -> None:
    known = session().get(ErasureStep, (erasure, step))
    if known is None:
        add_row(ErasureStep, erasure_id=erasure, name=step, at=clock.now(), count=count)
    else:
        known.count += count
        known.at = clock.now()


def _note_needles(erasure: UUID, people: Sequence[PersonRow]) -> None:
    """Keep, sealed under a key of the erasure's own, what must be found nowhere once it is done."""
    if not people:
        return
    vault, row = installation().vault, new_id()
    searched = people[:SEARCHED_FOR]
    keys = {one.id: one for one in session().scalars(select(VaultKey).where(VaultKey.id.in_([p.id for p in searched])))}
    words: list[str] = []
    for person in searched:
        wrapped = keys[person.id].wrapped
        address = queries.address_in(vault.opened(person.id, wrapped), person.address)
        words += [address.encode().hex(), bytes(person.address).hex(), wrapped.hex()]
    key = vault.new_key(erasure)
    add_row(Needle, id=row, owner=erasure, words=key.seal(Needle.words, row, json.dumps(words)))


@action
def resume(person: UUID) -> None:
    """Take what a hold had kept from an erasure, now that it is lifted."""
    erasure = session().scalar(erasures_of([person]))
    if erasure is None or is_held(person):
        return
    _take(erasure)
    outbox.add_new("erasure.finish", {"erasure": erasure}, key=f"erasure.finish/{erasure}/{new_id()}")


def is_held(person: UUID) -> bool:
    """Whether a hold keeps something of this person."""
    return session().scalar(select(Hold.id).where(Hold.person_id == person, Hold.lifted_at.is_(None))) is not None
