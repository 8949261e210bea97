"""Putting letters that were sent on the site, and taking them down."""

from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.letter_archive.errors import NothingLeftYet
from leadgate.letter_archive.models import ArchivedLetter
from leadgate.letter_sending import queries


@action
def put_up(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Let everybody read a letter on the site. Twice is once.

    Args:
        letter_id: of one that was sent, or is on its way.
        by: the staff account.

    Raises:
        NotUnderWay: it was never sent.
        NothingLeftYet: nothing of it has left.
    """
    if queries.run(letter_id).started_at is None:
        raise NothingLeftYet
    row = upsert(ArchivedLetter).values(letter_id=letter_id, at=clock.now(), by=by)
    session().execute(row.on_conflict_do_nothing())
    audit.record("letter:put-up", actor=by, subject=letter_id)


@action
def take_down(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Show a letter on the site no more. Twice is once.

    Args:
        letter_id: which.
        by: the staff account.
    """
    session().execute(delete(ArchivedLetter).where(ArchivedLetter.letter_id == letter_id))
    audit.record("letter:take-down", actor=by, subject=letter_id)
