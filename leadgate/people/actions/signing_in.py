"""Signing in by a link from one's inbox: the same answer for everybody, a mail only for those who are known."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import parsed
from leadgate.people.models import Person, PersonSession
from leadgate.people.room import PERSON
from leadgate.people.verification.actions.starting import start
from leadgate.people.verification.types import Proof, Seen, Settled
from leadgate.people.verifications import SIGN_IN

PER_NETWORK = Limit("sign-in/network", 30, timedelta(hours=1))
PER_MAILBOX = Limit("sign-in/mailbox", 3, timedelta(hours=1))


@action
def ask_for_link(typed: str, network: str) -> None:
    """Send a sign-in link to an address if a person has it.

    Args:
        typed: the address.
        network: the request came from (`limits.network_of`), for its bound.

    Raises:
        NotAnAddress: it cannot be an address.
        TooMany: asked too often from this network or for this mailbox.
    """
    address = parsed(typed)
    spend((PER_NETWORK, network), (PER_MAILBOX, address.mailbox))
    start(SIGN_IN, address, language="")


@action
def settle(_seen: Seen, person: UUID | None, _time: int) -> Settled:
    """Write to somebody who is known, in their language; of anybody else nothing is left.

    Args:
        _seen: not needed: everybody is treated alike.
        person: who has the address; None when nobody is known by it.
        _time: not needed: each mail is like the first.

    Returns:
        `ASK_KNOWN` for a person, `FORGET` otherwise.
    """
    return Settled.ASK_KNOWN if person else Settled.FORGET


@action
def enter(proof: Proof, _circumstances: object) -> UUID:
    """Let whoever came by their link in.

    Args:
        proof: by the person.
        _circumstances: not needed: nothing is agreed to.

    Returns:
        The id of the session.
    """
    return open_session(proof.person)


@action
def open_session(person: UUID) -> UUID:
    """Let a person in who has just shown that they read their inbox; answers the id of the session."""
    session().execute(update(Person).where(Person.id == person).values(last_active=clock.now()))
    opened = PersonSession(id=new_id(), person_id=person, expires_at=clock.now() + PERSON.lifetime)
    session().add(opened)
    return opened.id


@action
def end_every_session() -> None:
    """Sign everybody out: after a restore, for sessions that were ended since the backup would be there again."""
    session().execute(delete(PersonSession))


@action
def sign_out(session_id: UUID) -> None:
    """End a session on the server; ending it twice is fine."""
    session().execute(delete(PersonSession).where(PersonSession.id == session_id))
