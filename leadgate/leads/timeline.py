"""What this room tells of a person: when they became known, how far one is with them, tags and notes, letters."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select

from leadgate.foundation.background import backlog
from leadgate.foundation.db import session
from leadgate.foundation.house.people_pages import Happened
from leadgate.leads.models import LeadNote, LeadTag, LeadTagging, StatusOfLead
from leadgate.leads.types import LeadStatus
from leadgate.people import queries as people


def told(person: UUID, _language: str) -> Iterable[Happened]:
    """What is known of somebody over all rooms, and what was kept beside it."""
    for at in people.known_since([person]).values():
        yield Happened(at, gettext("Proved the address"))
    for status in session().scalars(select(StatusOfLead).where(StatusOfLead.person_id == person)):
        yield Happened(status.since, gettext("Status"), str(LeadStatus(status.status).words), by=status.by)
    tagged = select(LeadTag.name, LeadTagging.at, LeadTagging.by).join(LeadTagging, LeadTagging.tag_id == LeadTag.id)
    for name, at, by in session().execute(tagged.where(LeadTagging.person_id == person)):
        yield Happened(at, gettext("Tag"), name, by=by)
    for note in session().scalars(select(LeadNote).where(LeadNote.person_id == person)):
        yield Happened(note.at, gettext("A note was written"), by=note.by)
    for at in backlog.letters_sent_to(person):
        yield Happened(at, gettext("A letter was sent"))
