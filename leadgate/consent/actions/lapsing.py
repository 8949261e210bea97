"""Lapsing: a consent that was not renewed in its time ends by itself, on the ledger like every other end."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from leadgate.consent.actions.answering import answer
from leadgate.consent.models import ConsentState, Notice
from leadgate.foundation.databases.locking import locked, locked_rows
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
    theirs = (ConsentState.person_id.in_(people), *which)
    locked_rows(select(ConsentState).where(*theirs).order_by(ConsentState.person_id, ConsentState.purpose_id))
    states = (
        select(ConsentState.person_id, Notice.id)
        .join(Notice, Notice.sha256 == wording_in(ConsentState.entry))
        .where(*theirs)
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
    state = locked(ConsentState, (person, purpose))  # a no at the same moment is not made a yes again
    if state is None or state.state not in (ConsentEvent.GIVEN, ConsentEvent.RENEWED):
        return False
    notice = session().scalars(select(Notice.id).where(Notice.sha256 == wording_in(state.entry))).one()
    answer(installation().vault.key_of(person), [(notice, ConsentEvent.RENEWED)], method=method)
    return True
