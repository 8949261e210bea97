"""Signing in by a link from one's inbox: the same answer for everybody, a mail only for those who are known."""

from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, update

from leadgate.foundation import clock, outbox
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.people import mail, queries
from leadgate.people.addresses import parsed
from leadgate.people.models import Person, PersonSession, SignInLink
from leadgate.people.room import PERSON, SIGN_IN

PER_NETWORK = Limit("sign-in/network", 30, timedelta(hours=1))
PER_MAILBOX = Limit("sign-in/mailbox", 3, timedelta(hours=1))


class LinkUsed(Refusal):
    """The link was used, or is older than ten minutes."""

    status = 410
    sentence = _("This sign-in link was used already or is too old. Ask for a new one; it takes a moment.")


@action
def ask_for_link(typed: str, network: str) -> None:
    """Send a sign-in link to an address if a person has it.

    Raises:
        NotAnAddress: it cannot be an address.
        TooMany: asked too often from this network or for this mailbox.
    """
    address = parsed(typed)
    spend((PER_NETWORK, network), (PER_MAILBOX, address.mailbox))
    # Known or not, the same rows are written; whether there is anybody to write to is found out by the worker.
    note, vault = new_id(), installation().vault
    key = vault.new_key(note)
    session().flush()
    sealed = key.seal_at(f"sign_in.address.{note}", address.typed).hex()
    found_by = f"people.send_link/{queries.index_of(address).hex()}/{note}"
    outbox.add_new("people.send_link", {"note": note, "sealed": sealed}, key=found_by, owner=note)


@action
def send_link(note: str, sealed: str) -> None:
    """Make the link for a known person, and forget what was asked."""
    vault = installation().vault
    address = parsed(vault.key_of(UUID(note)).open_at(f"sign_in.address.{note}", bytes.fromhex(sealed)))
    if person := queries.person_with(address):
        link = SignInLink(id=new_id(), person_id=person.id, expires_at=clock.now() + SIGN_IN.lifetime)
        session().add(link)
        session().flush()
        mail.sign_in_link(link.id, person.id)
    vault.destroy(UUID(note))


@action
def sign_in(token: str) -> UUID:
    """Use a link once; answers the id of the session it opens.

    Raises:
        TokenInvalid, TokenExpired: not a sign-in link of ours, or too old.
        LinkUsed: it was used before.
    """
    link_id = installation().tokens.read(SIGN_IN, token)[0]
    link = session().get(SignInLink, link_id)
    if link is None or link.expires_at <= clock.now():
        raise LinkUsed
    session().delete(link)
    return open_session(link.person_id)


@action
def open_session(person: UUID) -> UUID:
    """Let a person in who has just shown that they read their inbox; answers the id of the session."""
    session().execute(update(Person).where(Person.id == person).values(last_active=clock.now()))
    opened = PersonSession(id=new_id(), person_id=person, expires_at=clock.now() + PERSON.lifetime)
    session().add(opened)
    return opened.id


@action
def sign_out(session_id: UUID) -> None:
    """End a session on the server; ending it twice is fine."""
    session().execute(delete(PersonSession).where(PersonSession.id == session_id))
