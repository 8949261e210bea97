"""Noting: what moderators write down for each other, and texts they use again."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups.errors import NothingSaid
from leadgate.groups.models import ModeratorNote, SavedReply

KEPT = timedelta(days=180)
MOST_WORDS = 2_000


@action
def note(group: UUID, person: UUID, words: str, *, by: UUID) -> None:
    """Write something down about somebody for the other moderators, for 180 days.

    Args:
        group: the group's id; only its moderators read it.
        person: whom it is about; sealed under their key, and part of what they can ask to see.
        words: cut after a bound.
        by: the moderator.

    Raises:
        NothingSaid: there are no words.
        KeyDestroyed: the person was erased.
    """
    if not words.strip():
        raise NothingSaid
    new, now = new_id(), clock.now()
    text = installation().vault.key_of(person).seal(ModeratorNote.text, new, words.strip()[:MOST_WORDS])
    row = ModeratorNote(id=new, group_id=group, person_id=person, text=text, by=by, at=now, expires_at=now + KEPT)
    session().add(row)
    audit.record("member:note", actor=by, subject=new)


@action
def save_reply(group: UUID, title: str, text: str, *, by: UUID) -> None:
    """Keep a text for using it again.

    Args:
        group: the group's id.
        title: for finding it.
        text: names nobody.
        by: the moderator.
    """
    session().add(SavedReply(id=new_id(), group_id=group, title=title.strip(), text=text.strip()))
    audit.record("group:save-reply", actor=by, subject=group)


@action
def drop_reply(reply_id: UUID, *, group: UUID, by: UUID) -> None:
    """Keep a text no longer; dropping one that is gone is fine.

    Args:
        reply_id: the text's id.
        group: the group's.
        by: the moderator.
    """
    session().execute(delete(SavedReply).where(SavedReply.id == reply_id, SavedReply.group_id == group))
    audit.record("group:drop-reply", actor=by, subject=group)
