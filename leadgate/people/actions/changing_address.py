"""Changing the address: confirmed from both inboxes, so that neither a stranger nor a typing slip takes a page over.

An address somebody else has is answered like any other: only its own mailbox learns of it, and nothing changes.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked_one
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import MailAddress, parsed
from leadgate.people import queries
from leadgate.people.events import AddressTaken
from leadgate.people.models import Person
from leadgate.people.verification.actions.starting import start
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import Proof, Seen
from leadgate.people.verifications import ADDRESS_NEW, ADDRESS_OLD

PER_PERSON = Limit("address-change/person", 3, timedelta(days=1))
PER_MAILBOX = Limit("address-change/mailbox", 3, timedelta(days=1))
OF_A_CHANGE = Verification.kind.in_((ADDRESS_OLD.word, ADDRESS_NEW.word))


@action
def ask(person: UUID, typed: str) -> None:
    """Write to both mailboxes; nothing changes before both have said yes. A change that waits is called off.

    Args:
        person: who is signed in.
        typed: the new address.

    Raises:
        NotAnAddress: it cannot be an address.
        TooMany: this person asked too often, or the mailbox was written to too often.
    """
    address = parsed(typed)
    spend((PER_PERSON, str(person)), (PER_MAILBOX, address.mailbox))
    take_back(person)
    row, key, change = session().get_one(Person, person), installation().vault.key_of(person), new_id()
    for kind, mailbox in ((ADDRESS_OLD, parsed(queries.address_of(person))), (ADDRESS_NEW, address)):
        # Both hold the new address: the one that is proven first lets go of what it holds.
        start(kind, mailbox, language=row.language, about=change, payload=address.typed, key=key)


@action
def agree(proof: Proof, _circumstances: object) -> bool:
    """Take one mailbox's yes.

    Args:
        proof: about the change, by one of its two mailboxes.
        _circumstances: not needed: nothing is agreed to.

    Returns:
        Whether the address has changed with it: not before the other's yes, nor where somebody has the new one.
    """
    # Two who say yes at once wait for each other here, and the second sees the first.
    person = locked_one(Person, proof.person)
    waits = select(Verification.id).where(Verification.subject_id == person.id, Verification.about == proof.about)
    if session().scalar(waits.where(OF_A_CHANGE, Verification.confirmed_at.is_(None)).limit(1)):
        return False
    session().execute(delete(Verification).where(Verification.subject_id == person.id, OF_A_CHANGE))
    return _change(person, proof.key, parsed(proof.payload))


def waiting(person: UUID) -> tuple[str, datetime] | None:
    """The address a person has asked to change to, and until when (UTC), while a mailbox has not said yes."""
    mine = select(Verification).where(Verification.subject_id == person, OF_A_CHANGE)
    row = session().scalar(mine.where(Verification.confirmed_at.is_(None), Verification.expires_at > clock.now()))
    if row is None or row.payload is None or row.expires_at is None:
        return None
    return installation().vault.key_of(person).open(Verification.payload, row.id, row.payload), row.expires_at


def agreed_before(_seen: Seen) -> bool:
    """A mailbox that says yes again changes nothing."""
    return False


@action
def call_off(change: UUID) -> None:
    """End a change that its mailbox never asked for; again is fine."""
    under_known_keys = Verification.subject_id != Verification.id
    session().execute(delete(Verification).where(Verification.about == change, under_known_keys, OF_A_CHANGE))


@action
def take_back(person: UUID) -> None:
    """End the change that a person has asked for themselves; again, or where none waits, is fine."""
    session().execute(delete(Verification).where(Verification.subject_id == person, OF_A_CHANGE))


def shown(change: UUID | None, _language: str) -> dict[str, bool]:
    """Whether the new address has a page here already (`is_known`), for the letter to it.

    Args:
        change: the id both verifications are about.
        _language: not needed: there is nothing to word.
    """
    about = (Verification.about == change, Verification.subject_id != Verification.id)
    new = select(Verification.address_index).where(*about, Verification.kind == ADDRESS_NEW.word)
    return {"is_known": bool((index := session().scalar(new)) and queries.id_with(index))}


def _change(person: Person, key: PersonKey, address: MailAddress) -> bool:
    index = queries.index_of(address)
    if queries.id_with(index) is not None:
        return False
    person.address_index = index
    person.address = key.seal(Person.address, person.id, address.typed)
    audit.record("person:address", actor=None)  # whose, the trail never says: it outlives them
    session().flush()
    tell(AddressTaken(person.id, index))
    return True
