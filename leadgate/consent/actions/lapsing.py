"""Lapsing: a consent that was not renewed in its time ends by itself, on the ledger like every other end."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from leadgate.consent.actions.answering import answer
from leadgate.consent.models import ConsentState, Notice
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.ledger.queries import wording_in
from leadgate.ledger.types import ConsentEvent


@action
def lapse(people: Sequence[UUID], which: Sequence[ColumnElement[bool]]) -> None:
    """End what these people agreed to, of the consents the conditions name; those who were erased are passed over.

    Args:
        people: their ids.
        which: conditions on `ConsentState` that are true of each consent that ends.
    """
    states = (
        select(ConsentState.person_id, Notice.id)
        .join(Notice, Notice.sha256 == wording_in(ConsentState.entry))
        .where(ConsentState.person_id.in_(people), *which)
    )
    found = session().execute(states).all()
    keys = installation().vault.keys_of({person for person, _ in found})
    for person, notice in found:
        if key := keys.get(person):
            answer(key, [(notice, ConsentEvent.EXPIRED)], method="retention")


@action
def renew(person: UUID, purpose: UUID, *, method: str) -> bool:
    """Take a person's yes, once more, to what they agree to, in the wording they agreed to.

    Args:
        person: the person's id.
        purpose: the purpose's id.
        method: how, in one word.

    Returns:
        Whether there was a consent to renew.
    """
    found = (
        select(Notice.id)
        .join(ConsentState, Notice.sha256 == wording_in(ConsentState.entry))
        .where(ConsentState.person_id == person, ConsentState.purpose_id == purpose)
        .where(ConsentState.state.in_((ConsentEvent.GIVEN, ConsentEvent.RENEWED)))
    )
    notice = session().scalar(found)
    if notice is None:
        return False
    answer(installation().vault.key_of(person), [(notice, ConsentEvent.RENEWED)], method=method)
    return True
