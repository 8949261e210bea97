"""Finding people."""

from uuid import UUID

from sqlalchemy import Select, bindparam, select

from leadgate.foundation import clock
from leadgate.foundation.db import run, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import KeyDestroyed
from leadgate.people.addresses import MailAddress
from leadgate.people.models import Person, PersonSession, Reason, Restriction, Suppression


def index_of(address: MailAddress) -> bytes:
    """By which the person with this address is found."""
    return installation().vault.blind_index("address", address.normalised)


_ID = select(Person.id).where(Person.address_index == bindparam("address_index"))


def id_with(address_index: bytes) -> UUID | None:
    """The id of the person whose address has this index, if they are known."""
    return run(_ID, {"address_index": address_index}).scalar()


def person_with(address: MailAddress) -> Person | None:
    """The person with this address, if they are known."""
    return session().scalar(select(Person).where(Person.address_index == index_of(address)))


def person(person_id: UUID) -> Person | None:
    """The person of that id; nobody once they are erased, also where a hold keeps their rows."""
    found = session().get(Person, person_id)
    return None if found is None or found.address_index == index_of_nobody(person_id) else found


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


def is_unrestricted(person: UUID, _purpose: str) -> bool:
    """Whether data may be used and not only kept: asked before each letter for a purpose.

    Args:
        person: the person's id.
        _purpose: not needed: a restriction holds for all.
    """
    return not is_restricted(person)


def is_restricted(person_id: UUID) -> bool:
    """Whether a person's data may only be kept, and not used."""
    return session().get(Restriction, person_id) is not None


def restricted_people() -> Select[UUID]:
    """The people whose data may only be kept, for a statement that leaves them out."""
    return select(Restriction.person_id)


def is_suppressed(address_index: bytes, reason: Reason) -> bool:
    """Whether an address is to be left alone for this reason, now.

    Args:
        address_index: of the address.
        reason: why it would be.
    """
    row = session().get(Suppression, (address_index, reason))
    return row is not None and (row.until is None or row.until > clock.now())


_SIGNED_IN = (
    select(Person)
    .join(PersonSession, PersonSession.person_id == Person.id)
    .where(PersonSession.id == bindparam("held"), PersonSession.expires_at > bindparam("now"))
)


def signed_in(session_id: UUID) -> Person | None:
    """Who is signed in in a session, while it lasts."""
    return session().scalar(_SIGNED_IN, {"held": session_id, "now": clock.now()})
