"""Who may be written to, as a part of statements."""

from uuid import UUID

from sqlalchemy import Select, exists, select

from leadgate.consent.models import ConsentState, Pace
from leadgate.consent.queries import YES
from leadgate.foundation import clock


def reachable() -> Select[UUID, UUID]:
    """Who agrees to which purpose now and has not paused it (`person_id`, `purpose_id`), for a statement."""
    same = (Pace.person_id == ConsentState.person_id, Pace.purpose_id == ConsentState.purpose_id)
    paused = exists().where(*same, Pace.paused_until > clock.now()).correlate(ConsentState)
    return select(ConsentState.person_id, ConsentState.purpose_id).where(ConsentState.state.in_(YES), ~paused)
