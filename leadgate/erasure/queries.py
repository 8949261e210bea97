"""Reading erasures and holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, func, select

from leadgate.erasure.models import Erasure, ErasurePerson, ErasureStep, Hold, Processor, ProcessorNotice
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.privacy import register
from leadgate.foundation.privacy.register import OfPerson, OnErasure
from leadgate.standing.actions.binding import STANDING
from leadgate.standing.queries import has_opted_out


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an erasure is."""

    erasure: Erasure
    steps: Sequence[ErasureStep]
    held: bool


@dataclass(frozen=True, slots=True)
class HoldShown:
    """A hold as the officer sees it; the reason is None once its person is gone."""

    id: UUID
    person_id: UUID | None
    kind: str
    row: UUID | None
    reason: str | None
    placed_at: datetime
    review_at: datetime
    lifted_at: datetime | None
    stops_erasure: bool


def progress_of(erasure: UUID) -> Progress | None:
    """One erasure, with what it has done."""
    found = session().get(Erasure, erasure)
    if found is None:
        return None
    steps = session().scalars(
        select(ErasureStep).where(ErasureStep.erasure_id == erasure).order_by(ErasureStep.at, ErasureStep.name)
    )
    held = select(Hold.id).where(Hold.person_id.in_(ending([erasure])), Hold.lifted_at.is_(None))
    is_held = session().scalar(held.limit(1)) is not None
    return Progress(found, steps.all(), is_held)


@dataclass(frozen=True, slots=True)
class Left:
    """What stays of somebody after their erasure: what it still says, and on what ground it stays."""

    words: str
    ground: str


def left_of(person: UUID) -> list[Left]:
    """What would stay of a person who is erased now.

    Args:
        person: the person's id.

    Returns:
        What `left` says of their certificate afterwards.
    """
    stays = [table.name for _, table, rule in _kept() if rule.pseudonym or _holds(table, rule, person)]
    return left(["tombstone", *(name for name in stays if name != STANDING or has_opted_out(person))])


def left(tables: Iterable[str]) -> list[Left]:
    """What stays after an erasure, in words, each said once.

    Args:
        tables: whose rows stay; of rooms that were taken out nothing is said.
    """
    named = set(tables)
    said = {str(rule.left): str(rule.ground) for _, table, rule in _kept() if table.name in named}
    return [Left(words, ground) for words, ground in said.items()]


def _kept() -> list[tuple[Any, Table, OfPerson]]:
    kept = [one for one in register.tables() if one[2].erased is OnErasure.KEPT_UNLINKABLE]
    return sorted(kept, key=lambda one: one[1].name)


def _holds(table: Table, rule: OfPerson, person: UUID) -> bool:
    return session().execute(select(1).where(register.mine(table, rule, person)).limit(1)).first() is not None


def holds(*, only_active: bool = False) -> list[HoldShown]:
    """Every hold, newest first."""
    waiting = set(session().scalars(select(ErasurePerson.person_id)))
    wanted = select(Hold).order_by(Hold.placed_at.desc())
    rows = session().scalars(wanted.where(Hold.lifted_at.is_(None)) if only_active else wanted)
    return [_shown(row, stops=row.person_id in waiting and row.lifted_at is None) for row in rows]


def _shown(row: Hold, *, stops: bool) -> HoldShown:
    named = (row.held_table, row.held_row, _reason(row))
    return HoldShown(row.id, row.person_id, *named, row.placed_at, row.review_at, row.lifted_at, stops)


def _reason(row: Hold) -> str | None:
    if row.person_id is None:
        return None
    try:
        return installation().vault.key_of(row.person_id).open(Hold.reason, row.id, row.reason)
    except KeyDestroyed:
        return None


def ending(erasures: Select[UUID] | Sequence[UUID]) -> Select[UUID]:
    """The ids of those whom these erasures end, for a statement; of a certified one nobody."""
    return select(ErasurePerson.person_id).where(ErasurePerson.erasure_id.in_(erasures))


def erasures_of(person_ids: Select[UUID | None] | Sequence[UUID]) -> Select[UUID]:
    """The erasures that are ending these people and have no certificate yet, for a statement."""
    return select(ErasurePerson.erasure_id).where(ErasurePerson.person_id.in_(person_ids))


def certificates() -> Iterator[dict[str, Any]]:
    """The certificate of every erasure that ended in one, oldest first."""
    done = select(Erasure.certificate).where(Erasure.finished_at.is_not(None)).order_by(Erasure.id)
    yield from (certificate for certificate in session().scalars(done) if certificate)


def processors() -> Sequence[Processor]:
    """Who is told of erasures."""
    return session().scalars(select(Processor).where(Processor.retired_at.is_(None)).order_by(Processor.name)).all()


@dataclass(frozen=True, slots=True)
class ProcessorFigures:
    """A processor, and what became of the notices to it.

    Args:
        processor: whose.
        notices: how many there ever were.
        waiting: how many of them it has not taken.
        silent: how many it has taken and not answered.
    """

    processor: Processor
    notices: int
    waiting: int
    silent: int


def every_processor() -> list[ProcessorFigures]:
    """Every processor there ever was, those who are told first, each with its figures, in one statement."""
    notices = func.count(ProcessorNotice.id)
    untold = notices.filter(ProcessorNotice.told_at.is_(None), ProcessorNotice.subject.is_not(None))
    silent = notices.filter(ProcessorNotice.told_at.is_not(None), ProcessorNotice.answered_at.is_(None))
    counted = select(Processor, notices, untold, silent)
    counted = counted.outerjoin(ProcessorNotice, ProcessorNotice.processor_id == Processor.id).group_by(Processor.id)
    rows = session().execute(counted.order_by(Processor.retired_at.is_not(None), Processor.name))
    return [ProcessorFigures(*row) for row in rows]


def processor(processor_id: UUID) -> Processor | None:
    """The processor of that number that is told of erasures."""
    row = session().get(Processor, processor_id)
    return row if row and row.retired_at is None else None


def unanswered(before: datetime) -> Sequence[ProcessorNotice]:
    """Notices no processor has answered, made before a moment."""
    silent = select(ProcessorNotice).where(ProcessorNotice.answered_at.is_(None), ProcessorNotice.made_at < before)
    return session().scalars(silent.order_by(ProcessorNotice.made_at)).all()


def certified_count() -> int:
    """How many erasures have ended in a certificate."""
    return session().scalar(select(func.count()).select_from(Erasure).where(Erasure.finished_at.is_not(None))) or 0
