"""Telling: the authority within 72 hours, in phases when needed (art. 33), and the people concerned (art. 34)."""

from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from leadgate.foundation import clock
from leadgate.foundation.background.fanout import START, Fanout
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.letters import put_letter
from leadgate.incidents.actions.registering import note, open_one
from leadgate.incidents.errors import NotAssessed, ReasonForDelayNeeded, WordsNeeded
from leadgate.incidents.models import Affected, IncidentStepKind, Risk
from leadgate.incidents.standing import left

TO_CONCERNED = Fanout("incidents.tell", Affected.person_id)


@action
def tell_authority(incident_id: UUID, text: str, *, by: UUID) -> None:
    """Note that the authority was told, with the very text; again for each further phase (GDPR art. 33(4)).

    Args:
        incident_id: of an incident that is there.
        text: what was sent; sending is the officer's.
        by: the officer.

    Raises:
        ReasonForDelayNeeded: 72 hours are over and nobody has said why.
        NotAssessed: nobody has judged the risk yet.
        ClosedAlready: it is closed.
    """
    row = open_one(incident_id)
    if row.risk == Risk.UNKNOWN:
        raise NotAssessed
    if row.authority_told_at is None:
        if left(row).total_seconds() <= 0 and not row.why_late:
            raise ReasonForDelayNeeded
        row.authority_told_at = clock.now()
    note(incident_id, IncidentStepKind.AUTHORITY, by=by, text=text)


@action
def tell_people(incident_id: UUID, *, by: UUID) -> None:
    """Write to everybody concerned who was not written to yet, each in their language.

    Args:
        incident_id: of an incident that is there.
        by: the officer.

    Raises:
        WordsNeeded: a language of this site has no words of the officer yet.
        NotAssessed: it is not known yet whom it concerns, or what it means for them.
        ClosedAlready: it is closed.
    """
    row = open_one(incident_id)
    if row.computed_at is None or row.risk == Risk.UNKNOWN:
        raise NotAssessed
    if not all(row.words.get(language, "").strip() for language in installation().settings.languages):
        raise WordsNeeded
    untold = select(func.count()).select_from(Affected).where(*_untold(incident_id))
    note(incident_id, IncidentStepKind.PEOPLE, by=by, text=str(session().scalar(untold) or 0))
    row.people_told_at = row.people_told_at or clock.now()
    TO_CONCERNED.begin(incident=incident_id)


@action
def tell_some(incident: str, after: str = START) -> None:
    """Put the letters of some of them on their way, and leave the rest to the next round.

    Args:
        incident: the incident's id, as text.
        after: the row the round before ended with, as text.
    """
    number = UUID(incident)
    for row in TO_CONCERNED.batch(select(Affected).where(*_untold(number)), after, incident=incident):
        who, single = row.person_id, f"{number}/{row.person_id}"
        put_letter("incidents/breach", single, owner=who, incident=number, person=who)
        row.told_at = clock.now()


def _untold(incident_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return Affected.incident_id == incident_id, Affected.told_at.is_(None)
