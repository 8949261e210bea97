"""Reading what moderators wrote down for each other, and the texts they use again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.groups import queries
from leadgate.groups.models import ModeratorNote, SavedReply


@dataclass(frozen=True, slots=True)
class Note:
    """A note, opened."""

    at: datetime
    by: str
    """Empty for somebody who does not run the group any more."""
    text: str


def about(group: UUID, person: UUID) -> list[Note]:
    """What moderators of a group wrote down about somebody, newest first."""
    mine = select(ModeratorNote).where(ModeratorNote.group_id == group, ModeratorNote.person_id == person)
    rows = session().scalars(mine.order_by(ModeratorNote.id.desc())).all()
    key, names = installation().vault.keys_of([person]).get(person), queries.names_of(group)
    return [Note(row.at, names.get(row.by, ""), key.open(ModeratorNote.text, row.id, row.text)) for row in rows if key]


def replies(group: UUID) -> Sequence[SavedReply]:
    """The texts of a group that are used again, by title."""
    return session().scalars(select(SavedReply).where(SavedReply.group_id == group).order_by(SavedReply.title)).all()


def reply_text(group: UUID, reply_id: UUID | None) -> str:
    """One of those texts; empty when there is none of that id."""
    row = session().get(SavedReply, reply_id) if reply_id else None
    return row.text if row and row.group_id == group else ""
