"""Finding people."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, SQLColumnExpression, bindparam, select

from leadgate.foundation import audit, clock
from leadgate.foundation.db import read_row, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.restored import blank_keys
from leadgate.foundation.keys.vault import Ciphertext, PersonKey
from leadgate.foundation.mail.addresses import MailAddress
from leadgate.people.models import Person, PersonSession, Restriction, Suppression, Tombstone
from leadgate.people.types import PersonCopy, Stone, SuppressionReason


def index_of(address: MailAddress) -> bytes:
    """By which the person with this address is found."""
    return installation().vault.blind_index("address", address.normalised)


REFOLDED = "people:addresses-folded-2"
"""In the audit trail once everybody is found by the rule of today."""


def index_by_the_older_rule(address: MailAddress) -> bytes:
    """By which whoever has this address was found before (docs/decisions/0033-which-addresses-are-one-mailbox.md)."""
    return installation().vault.blind_index("address", address.folded)


def older_hash(address: MailAddress) -> tuple[bytes, datetime] | None:
    """By which hash an address may be known, and until when (UTC) such were made; None where both rules agree on it.

    Younger rows of that hash are somebody else's: `strasse@…` is what `straße@…` was folded to.
    """
    if address.folded == address.normalised:
        return None
    return index_by_the_older_rule(address), audit.newest(REFOLDED) or clock.now()


_ID = select(Person.id).where(Person.address_index == bindparam("address_index"))


def id_with(address_index: bytes) -> UUID | None:
    """The id of the person whose address has this index, if they are known."""
    found = read_row(_ID, {"address_index": address_index})
    return found[0] if found else None


def person_with(address: MailAddress) -> Person | None:
    """The person with this address, if they are known."""
    return session().scalar(select(Person).where(Person.address_index == index_of(address)))


def person(person_id: UUID) -> Person | None:
    """The person of that id; nobody once they are erased, also where a hold keeps their rows."""
    found = session().get(Person, person_id)
    return None if found is None or found.address_index == index_of_nobody(person_id) else found


def person_of(person_id: UUID) -> Person:
    """The person of an id that was just met.

    Raises:
        NoResultFound: there is nobody of that id.
    """
    return session().get_one(Person, person_id)


def people_of(person_ids: Collection[UUID]) -> list[PersonCopy]:
    """The people of these ids, in no order; who is erased is left out."""
    columns = select(Person.id, Person.address_index, Person.address, Person.language)
    return [PersonCopy(*row) for row in session().execute(columns.where(Person.id.in_(person_ids)))]


def is_known(person_id: UUID) -> bool:
    """Whether there is a person of that id."""
    return session().scalar(select(Person.id).where(Person.id == person_id)) is not None


_INDEX = select(Person.address_index).where(Person.id == bindparam("person"))


def index_with(person_id: UUID) -> bytes | None:
    """The index of the address of the person of that id, if there is one."""
    found = read_row(_INDEX, {"person": person_id})
    return found[0] if found else None


def everybody(known_before: datetime | None = None) -> Select[UUID]:
    """The ids of all people, for a statement that leaves out what is not a person's.

    Args:
        known_before: a moment (UTC); whoever came later is left out.
    """
    ids = select(Person.id)
    return ids.where(Person.known_since <= known_before) if known_before else ids


def everybody_of(person_ids: Collection[UUID]) -> Select[UUID]:
    """The ids of those of some that are people's, for a statement."""
    return select(Person.id).where(Person.id.in_(person_ids))


def usable(
    among: Select[UUID],
    *,
    known_before: datetime | None = None,
    known_after: datetime | None = None,
    after: UUID | None = None,
) -> Select[UUID]:
    """Those of some people whose data may be used and not only kept, by id.

    Args:
        among: answers the ids of people.
        known_before: a moment (UTC); whoever came later is left out.
        known_after: a moment (UTC); whoever came earlier is left out.
        after: the last id of the batch before.
    """
    usable_ids = everybody(known_before).where(Person.id.in_(among), Person.id.not_in(restricted_people()))
    bounds = [Person.id > after] if after else []
    bounds += [Person.known_since > known_after] if known_after else []
    return usable_ids.where(*bounds).order_by(Person.id)


def usable_by_index(indexes: Collection[bytes], among: Select[UUID]) -> dict[bytes, UUID]:
    """The ids of those of some people whose data may be used, by the indexes of their addresses.

    Args:
        indexes: of addresses (`index_of`); who has none of them is left out.
        among: a statement of people's ids.
    """
    mine = select(Person.address_index, Person.id).where(
        Person.address_index.in_(indexes), Person.id.in_(among), Person.id.not_in(restricted_people())
    )
    return dict(iter(session().execute(mine)))


def known_since(person_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these people proved an address first, in UTC."""
    return dict(iter(session().execute(select(Person.id, Person.known_since).where(Person.id.in_(person_ids)))))


def language_in(person_id: SQLColumnExpression[UUID]) -> ScalarSelect[str]:
    """A person's language, as a part of a statement over a table that holds their id."""
    return select(Person.language).where(Person.id == person_id).correlate_except(Person).scalar_subquery()


def sealed_address_in(person_id: SQLColumnExpression[UUID]) -> ScalarSelect[Ciphertext]:
    """A person's address, sealed, as a part of a statement over a table that holds their id."""
    return select(Person.address).where(Person.id == person_id).correlate_except(Person).scalar_subquery()


def address_in(key: PersonKey, sealed: Ciphertext) -> str:
    """An address as it was typed.

    Args:
        key: its person's.
        sealed: as it stands in their row.
    """
    return key.open(Person.address, key.owner, sealed)


def index_of_nobody(person_id: UUID) -> bytes:
    """By which a person is found by nobody any more: what stands instead of the index of their address."""
    return installation().vault.blind_index("held", str(person_id))


def address_of(person_id: UUID) -> str:
    """A person's address, as typed.

    Raises:
        KeyDestroyed: the person is gone.
    """
    found = session().get(Person, person_id)
    if found is None:
        raise KeyDestroyed
    return installation().vault.key_of(found.id).open(Person.address, found.id, found.address)


def is_restricted(person_id: UUID) -> bool:
    """Whether a person's data may only be kept, and not used."""
    return session().get(Restriction, person_id) is not None


def restricted_people() -> Select[UUID]:
    """The people whose data may only be kept, for a statement that leaves them out."""
    return select(Restriction.person_id)


def restrictions(why: str) -> dict[UUID, datetime]:
    """Who is restricted for that reason (in one word), and since when, in UTC."""
    return dict(iter(session().execute(select(Restriction.person_id, Restriction.since).where(Restriction.why == why))))


def is_suppressed(address: MailAddress, reason: SuppressionReason) -> bool:
    """Whether an address is to be left alone for this reason, now.

    Args:
        address: also found by what it was known by before the rule of addresses changed.
        reason: why it would be.
    """
    now = clock.now()
    row = session().get(Suppression, (index_of(address), reason))
    if row and (row.until is None or row.until > now):
        return True
    older = older_hash(address)
    row = session().get(Suppression, (older[0], reason)) if older else None
    return bool(row and older and row.since <= older[1] and (row.until is None or row.until > now))


_SIGNED_IN = (
    select(Person)
    .join(PersonSession, PersonSession.person_id == Person.id)
    .where(PersonSession.id == bindparam("held"), PersonSession.expires_at > bindparam("now"))
)


def signed_in(session_id: UUID) -> Person | None:
    """Who is signed in in a session, while it lasts."""
    return session().scalar(_SIGNED_IN, {"held": session_id, "now": clock.now()})


def without_key() -> dict[UUID, bytes]:
    """Those whom a backup has and the keys do not know any more: their ids, and the indexes of their addresses."""
    return dict(iter(session().execute(select(Person.id, Person.address_index).where(Person.id.in_(blank_keys())))))


def indexes_under_stone(indexes: Collection[bytes]) -> set[bytes]:
    """Which of these addresses nobody has come back with since they were erased."""
    lies = select(Tombstone.address_index).where(Tombstone.address_index.in_(indexes), Tombstone.lifted_at.is_(None))
    return {index for index in session().scalars(lies) if index is not None}


def stones(erasure: UUID | None = None) -> list[Stone]:
    """The stones of those who were erased by one erasure, or ever."""
    columns = select(Tombstone.id, Tombstone.address_index, Tombstone.erasure, Tombstone.since)
    wanted = columns.where(Tombstone.erasure == erasure) if erasure else columns
    return [Stone(*row) for row in session().execute(wanted.order_by(Tombstone.id))]
