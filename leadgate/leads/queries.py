"""Reading what is kept beside leads: status, tags, notes, segments."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.keys.vault import PersonKey
from leadgate.leads.models import LeadNote, LeadTag, LeadTagging, Segment, StatusOfLead
from leadgate.leads.types import LeadNoted, LeadStatus, TagGiven


def statuses_of(people: Collection[UUID]) -> dict[UUID, LeadStatus]:
    """How far one is with each of these people; `NEW` with those of whom nobody has said so."""
    columns = select(StatusOfLead.person_id, StatusOfLead.status)
    rows = session().execute(columns.where(StatusOfLead.person_id.in_(people), StatusOfLead.ended_at.is_(None)))
    return dict.fromkeys(people, LeadStatus.NEW) | {person: LeadStatus(status) for person, status in rows}


def tags_of(people: Collection[UUID]) -> dict[UUID, list[TagGiven]]:
    """The tags of each of these people, in the order of the alphabet."""
    columns = select(LeadTagging.person_id, LeadTag.id, LeadTag.name, LeadTagging.at).join(LeadTag)
    found: dict[UUID, list[TagGiven]] = {person: [] for person in people}
    mine = columns.where(LeadTagging.person_id.in_(people)).order_by(LeadTag.folded)
    for person, tag, name, at in session().execute(mine):
        found[person].append(TagGiven(tag, name, at))
    return found


def every_tag() -> Sequence[LeadTag]:
    """All tags, in the order of the alphabet."""
    return session().scalars(select(LeadTag).order_by(LeadTag.folded)).all()


def names_of_tags(_language: str) -> dict[UUID, str]:
    """What every tag is called, by its id."""
    return {tag.id: tag.name for tag in every_tag()}


def notes_of(key: PersonKey) -> list[LeadNoted]:
    """What was noted about the owner of a key, newest first."""
    mine = select(LeadNote).where(LeadNote.person_id == key.owner).order_by(LeadNote.at.desc(), LeadNote.id.desc())
    return [
        LeadNoted(row.id, key.open(LeadNote.text, row.id, row.text), row.at, row.by) for row in session().scalars(mine)
    ]


def segments() -> Sequence[Segment]:
    """What was saved, by name."""
    return session().scalars(select(Segment).order_by(Segment.name)).all()
