"""Reading what stands for a person."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.people import queries as people
from leadgate.standing.models import StandingRequest
from leadgate.standing.types import StandingKind


def has_opted_out(person_id: UUID) -> bool:
    """Whether a person has asked that their data is handed to nobody, and has not ended that."""
    theirs = (StandingRequest.person_id == person_id, StandingRequest.address_index.is_(None))
    mine = (*theirs, StandingRequest.what == StandingKind.OPT_OUT)
    return session().scalar(select(StandingRequest.id).where(*mine)) is not None


def standing_of(person_id: UUID) -> set[StandingKind]:
    """What a person has asked for and not ended."""
    found = {StandingKind.OPT_OUT} if has_opted_out(person_id) else set()
    return found | ({StandingKind.RESTRICTION} if people.is_restricted(person_id) else set())
