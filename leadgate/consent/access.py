"""Who may be written to, as a part of statements."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, or_, select

from leadgate.consent.actions.pacing import OFTEN
from leadgate.consent.models import ConsentState, Pace, Purpose
from leadgate.consent.queries import YES
from leadgate.foundation import clock


def reachable() -> Select[UUID, UUID]:
    """Who agrees to which purpose now and has not paused it (`person_id`, `purpose_id`), for a statement."""
    same = (Pace.person_id == ConsentState.person_id, Pace.purpose_id == ConsentState.purpose_id)
    paused = exists().where(*same, Pace.paused_until > clock.now()).correlate(ConsentState)
    return select(ConsentState.person_id, ConsentState.purpose_id).where(ConsentState.state.in_(YES), ~paused)


def who_agrees(person: ColumnElement[UUID], slug: str) -> ColumnElement[bool]:
    """The condition that somebody's last word on a purpose is yes, before each letter for it.

    Args:
        person: their id.
        slug: of the purpose.
    """
    return exists().where(
        ConsentState.person_id == person, ConsentState.purpose_id == _of(slug), ConsentState.state.in_(YES)
    )


def who_is_welcome(person: ColumnElement[UUID], slug: str) -> ColumnElement[bool]:
    """The condition that a letter for a purpose keeps to the pace somebody chose; always where they chose none.

    Args:
        person: their id.
        slug: of the purpose.
    """
    now = clock.now()
    too_soon = [and_(Pace.every_days == days, Pace.last_sent_at > now - timedelta(days=days)) for days in OFTEN if days]
    held = or_(Pace.paused_until > now, *too_soon)
    return ~exists().where(Pace.person_id == person, Pace.purpose_id == _of(slug), held)


def _of(slug: str) -> ScalarSelect[UUID]:
    return select(Purpose.id).where(Purpose.slug == slug).scalar_subquery()
