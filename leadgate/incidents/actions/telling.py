"""Telling: the authority within 72 hours, in phases when needed (art. 33), and the people concerned (art. 34)."""

from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from leadgate.foundation import clock, outbox
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.incidents.actions.registering import note, open_one
from leadgate.incidents.errors import NotAssessed, ReasonForDelayNeeded, WordsNeeded
from leadgate.incidents.models import Affected, Risk
from leadgate.incidents.standing import left

AT_ONCE = 200


@action
def tell_authority(number: UUID, text: str, *, by: UUID) -> None:
    """Note that the authority was told, with the very text; again for each further phase.

    Raises:
        ReasonForDelayNeeded: 72 hours are over and nobody has said why.
        NotAssessed, ClosedAlready
    """
    row = open_one(number)
    if row.risk == Risk.UNKNOWN:
        raise NotAssessed
    if row.authority_told_at is None:
        if left(row).total_seconds() <= 0 and not row.why_late:
            raise ReasonForDelayNeeded
        row.authority_told_at = clock.now()
    note(number, "authority", by=by, text=text)


@action
def tell_people(number: UUID, *, by: UUID) -> None:
    """Write to everybody concerned who was not written to yet, each in their language.

    Raises:
        WordsNeeded: a language of this site has no words of the officer yet.
        NotAssessed: it is not known yet whom it concerns, or what it means for them.
        ClosedAlready
    """
    row = open_one(number)
    if row.computed_at is None or row.risk == Risk.UNKNOWN:
        raise NotAssessed
    if not all(row.words.get(language, "").strip() for language in installation().settings.languages):
        raise WordsNeeded
    untold = select(func.count()).select_from(Affected).where(*_untold(number))
    note(number, "people", by=by, text=str(session().scalar(untold) or 0))
    row.people_told_at = row.people_told_at or clock.now()
    outbox.add_new("incidents.tell", {"incident": number}, key=f"incidents.tell/{new_id()}")


@action
def tell_batch(incident: str) -> None:
    """Put the letters of a batch on their way; the next batch is asked for in the same act."""
    number = UUID(incident)
    batch = session().scalars(select(Affected.person_id).where(*_untold(number)).limit(AT_ONCE)).all()
    for person in batch:
        letter = {"letter": "incidents/breach", "message": new_id(), "incident": number, "person": person}
        outbox.put("mail", letter, key=f"mail/incidents/breach/{number}/{person}", owner=person)
    mine = update(Affected).where(Affected.incident_id == number, Affected.person_id.in_(batch))
    session().execute(mine.values(told_at=clock.now()))
    if len(batch) == AT_ONCE:
        outbox.add_new("incidents.tell", {"incident": number}, key=f"incidents.tell/{new_id()}")


def _untold(number: UUID) -> tuple[ColumnElement[bool], ...]:
    return Affected.incident_id == number, Affected.told_at.is_(None)
