"""Changing the address: confirmed from both inboxes, so that neither a stranger nor a typing slip takes a page over.

An address somebody else has already is answered like any other; only its own mailbox learns that it is known, and
nothing changes.
"""

from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.people import mail, queries
from leadgate.people.addresses import parsed
from leadgate.people.models import AddressChange, Person, Reason

LASTS = timedelta(days=2)
PER_PERSON = Limit("address-change/person", 3, timedelta(days=1))
PER_MAILBOX = Limit("address-change/mailbox", 3, timedelta(days=1))


class ChangeOver(Refusal):
    """The change was done, called off, or is too old."""

    status = 410
    sentence = _("This change of address was made already, or is too old. Start it anew from your own page.")


@action
def ask(person: UUID, typed: str) -> None:
    """Write to both mailboxes; nothing changes before both have said yes.

    Raises:
        NotAnAddress, TooMany
    """
    address = parsed(typed)
    spend((PER_PERSON, str(person)), (PER_MAILBOX, address.mailbox))
    session().execute(delete(AddressChange).where(AddressChange.person_id == person))
    key, new = installation().vault.key_of(person), new_id()
    row = AddressChange(
        id=new,
        person_id=person,
        address_index=queries.index_of(address),
        address=key.seal(AddressChange.address, new, address.typed),
        old_said_yes=False,
        new_said_yes=False,
        expires_at=clock.now() + LASTS,
    )
    session().add(row)
    session().flush()
    mail.change_from_old(new, person)
    if not queries.is_suppressed(row.address_index, Reason.NOT_ME):
        mail.change_from_new(new, person)


@action
def say_yes(change: UUID, *, new_inbox: bool) -> bool:
    """Take one mailbox's yes; answers whether the address has changed with it.

    Raises:
        ChangeOver
    """
    row = session().get(AddressChange, change, with_for_update=True)
    if row is None or row.expires_at <= clock.now():
        raise ChangeOver
    if new_inbox:
        row.new_said_yes = True
    else:
        row.old_said_yes = True
    session().flush()
    return row.old_said_yes and row.new_said_yes and _change(row)


@action
def call_off(change: UUID) -> None:
    """End a change that its mailbox never asked for; again is fine."""
    session().execute(delete(AddressChange).where(AddressChange.id == change))


def _change(row: AddressChange) -> bool:
    person = session().get_one(Person, row.person_id)
    taken = session().scalar(select(Person.id).where(Person.address_index == row.address_index))
    if taken is None:
        key = installation().vault.key_of(person.id)
        text = key.open(AddressChange.address, row.id, row.address)
        person.address_index = row.address_index
        person.address = key.seal(Person.address, person.id, text)
        audit.record("person:address", actor=None, subject=person.id)
    session().delete(row)
    session().flush()
    return taken is None
