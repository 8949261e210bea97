"""Undoing: an address that was called gone is written to again."""

from uuid import UUID

from sqlalchemy import delete, update

from leadgate.bounces.errors import NothingReturned
from leadgate.bounces.models import LetterReturned, UnreachableReader
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.people.events import AddressTaken


@action
def write_again(returned_id: UUID, *, by: UUID) -> None:
    """Write to somebody again whose letters came back; what came back until now counts no more. Twice is once.

    Args:
        returned_id: of something that came back of theirs.
        by: the staff account.

    Raises:
        NothingReturned: there is no such thing any more.
    """
    row = session().get(LetterReturned, returned_id)
    if row is None:
        raise NothingReturned
    _forgive(row.person_id, by)
    audit.record("letter-returned:undo", actor=by, subject=returned_id)


@action
def begin_anew(taken: AddressTaken) -> None:
    """What came back of an address says nothing of another that somebody has now."""
    _forgive(taken.person, None)


def _forgive(person_id: UUID, by: UUID | None) -> None:
    session().execute(delete(UnreachableReader).where(UnreachableReader.person_id == person_id))
    theirs = (LetterReturned.person_id == person_id, LetterReturned.undone_at.is_(None))
    session().execute(update(LetterReturned).where(*theirs).values(undone_at=clock.now(), undone_by=by))
