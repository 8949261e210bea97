"""Reading what stands for a person."""

from collections.abc import Collection
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


def opted_out(people_ids: Collection[UUID]) -> set[UUID]:
    """Who of some people has asked that their data is handed to nobody; see `has_opted_out`."""
    theirs = (StandingRequest.person_id.in_(people_ids), StandingRequest.address_index.is_(None))
    found = select(StandingRequest.person_id).where(*theirs, StandingRequest.what == StandingKind.OPT_OUT)
    return {person for person in session().scalars(found) if person}


def awaited(address_indexes: Collection[bytes], *what: StandingKind) -> set[bytes]:
    """Of these addresses those nobody has yet for which something stands.

    Args:
        address_indexes: of the addresses.
        what: of which kinds.

    Returns:
        The indexes of those.
    """
    mine = (StandingRequest.address_index.in_(address_indexes), StandingRequest.what.in_(what))
    stands = select(StandingRequest.address_index).where(*mine)
    return {index for index in session().scalars(stands) if index is not None}


def standing_of(person_id: UUID) -> set[StandingKind]:
    """What a person has asked for and not ended."""
    found = {StandingKind.OPT_OUT} if has_opted_out(person_id) else set()
    return found | ({StandingKind.RESTRICTION} if people.is_restricted(person_id) else set())
