"""Reading how letters are sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, literal, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.letter_sending.errors import NotUnderWay
from leadgate.letter_sending.lane_models import ReaderZone
from leadgate.letter_sending.models import LetterCopy, LetterCount, LetterRun
from leadgate.letter_sending.returning import copy_in
from leadgate.letter_sending.types import CopyState, SendingState
from leadgate.letters import queries as letters


@dataclass(frozen=True, slots=True)
class RunKept:
    """The sending of a letter as it is kept; see `models.LetterRun`."""

    letter_id: UUID
    edition_id: UUID
    purpose_id: UUID
    purpose: str
    chosen: str
    state: SendingState
    copied: int
    lacking: int
    doubts: int
    expected: int
    in_own_hours: bool
    asked_by: UUID | None
    asked_at: datetime
    approved_by: UUID | None
    begins_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CopySent:
    """A copy something came back of: whose, of which letter, and for what it was sent."""

    person_id: UUID
    letter_id: UUID
    purpose_id: UUID


MOST_LISTED = 200
_COLUMNS = [getattr(LetterRun, name) for name in RunKept.__dataclass_fields__]


def run(letter_id: UUID) -> RunKept:
    """How the sending of a letter stands.

    Raises:
        NotUnderWay: it never began.
    """
    row = session().execute(select(*_COLUMNS).where(LetterRun.letter_id == letter_id)).one_or_none()
    if row is None:
        raise NotUnderWay
    return _kept(row)


def runs_of(ids: Collection[UUID]) -> list[RunKept]:
    """The sending of some letters, what began to leave last first.

    Args:
        ids: of the letters.
    """
    several = select(*_COLUMNS).where(LetterRun.letter_id.in_(ids)).order_by(LetterRun.started_at.desc())
    return [_kept(row) for row in session().execute(several)]


def runs() -> list[tuple[RunKept, str]]:
    """Letters that are, or were, sent, with their names; what was asked for last first."""
    newest = select(*_COLUMNS).order_by(LetterRun.asked_at.desc()).limit(MOST_LISTED)
    rows = [_kept(row) for row in session().execute(newest)]
    named = letters.letters_of([row.letter_id for row in rows])
    return [(row, named[row.letter_id].name) for row in rows]


def _kept(row: Row[Any]) -> RunKept:
    return RunKept(**row._asdict() | {"state": SendingState(row.state)})


def is_begun(letter_id: UUID) -> bool:
    """Whether a letter is, or was, sent."""
    return session().get(LetterRun, letter_id) is not None


def sends(letter_id: UUID) -> ColumnElement[bool]:
    """The condition that copies of a letter may leave at this moment.

    Args:
        letter_id: which.
    """
    return exists().where(LetterRun.letter_id == letter_id, LetterRun.state == SendingState.SENDING)


def is_under_way(letter_id: UUID) -> bool:
    """Whether copies of a letter may leave at this moment."""
    return session().scalar(select(literal(1)).where(sends(letter_id))) is not None


def waits_for_yes(of_other_than: UUID) -> int:
    """How many letters wait for a second yes that were asked for by others.

    Args:
        of_other_than: the account that would say it.
    """
    waits = (LetterRun.state == SendingState.APPROVAL, LetterRun.asked_by.is_distinct_from(of_other_than))
    return session().scalars(select(func.count()).select_from(LetterRun).where(*waits)).one()


def being_copied() -> UUID | None:
    """A letter of which copies are to be made; None where there is none."""
    begun = (LetterRun.state == SendingState.COPYING, LetterRun.begins_at <= clock.now())
    return session().scalar(select(LetterRun.letter_id).where(*begun).limit(1))


def sent_to(person_id: UUID) -> list[tuple[UUID, UUID, datetime]]:
    """Letters that left to somebody: which, the edition of it, and when (UTC).

    Args:
        person_id: theirs.
    """
    mine = (LetterCopy.person_id == person_id, LetterCopy.state == CopyState.SENT, LetterCopy.at.is_not(None))
    rows = select(LetterCopy.letter_id, LetterRun.edition_id, LetterCopy.at).join(LetterRun).where(*mine)
    return [(letter_id, edition_id, at) for letter_id, edition_id, at in session().execute(rows) if at is not None]


def last_letter(person_id: UUID, purpose_id: UUID, since: datetime) -> UUID | None:
    """The last letter for a purpose that left to somebody; None where none did.

    Args:
        person_id, purpose_id: whose, and for what.
        since: not before that moment, in UTC.
    """
    mine = (LetterCopy.person_id == person_id, LetterCopy.state == CopyState.SENT, LetterCopy.at >= since)
    last = select(LetterCopy.letter_id).join(LetterRun).where(*mine, LetterRun.purpose_id == purpose_id)
    return session().scalar(last.order_by(LetterCopy.at.desc()).limit(1))


def run_before(letter_id: UUID) -> UUID | None:
    """The letter for the same purpose that began to leave before one; None where it was the first."""
    this = run(letter_id)
    earlier = (LetterRun.purpose_id == this.purpose_id, LetterRun.asked_at < this.asked_at)
    last = select(LetterRun.letter_id).where(*earlier, LetterRun.started_at.is_not(None))
    return session().scalar(last.order_by(LetterRun.asked_at.desc()).limit(1))


def zone_of(person_id: UUID) -> str:
    """The time zone somebody told; empty where they told none."""
    row = session().get(ReaderZone, person_id)
    return row.zone if row else ""


def copy_named(token: str) -> CopySent | None:
    """The copy a token names; None where it is none of ours, or its reader is gone.

    Args:
        token: as somebody sent it.
    """
    copy_id = copy_in(token)
    if copy_id is None:
        return None
    whose = select(LetterCopy.person_id, LetterCopy.letter_id, LetterRun.purpose_id)
    row = session().execute(whose.join(LetterRun).where(LetterCopy.id == copy_id)).one_or_none()
    return CopySent(*row) if row else None


def counted(letter_id: UUID) -> Mapping[str, int]:
    """How many copies ended how, by `CopyState` or, if refused, by `Undelivered`; also of readers who are gone."""
    several = select(LetterCount.what, func.sum(LetterCount.count)).where(LetterCount.letter_id == letter_id)
    return {what: int(count) for what, count in session().execute(several.group_by(LetterCount.what))}


def waiting(letter_id: UUID) -> int:
    """How many copies have not left yet."""
    return _in_state(letter_id, CopyState.WAITING, CopyState.CLAIMED)


def stopped(letter_id: UUID) -> int:
    """How many copies were stopped before they left."""
    return _in_state(letter_id, CopyState.STOPPED)


def _in_state(letter_id: UUID, *states: CopyState) -> int:
    mine = select(func.count()).where(LetterCopy.letter_id == letter_id, LetterCopy.state.in_(states))
    return session().scalars(mine).one()
