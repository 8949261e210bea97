"""Replaying: after a restore, what stood stands again, and what was ended does not."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select

from leadgate.foundation.db import action, session
from leadgate.people import queries as people
from leadgate.people.actions import restricting
from leadgate.standing.actions import binding
from leadgate.standing.actions.noting import StandingNote
from leadgate.standing.models import StandingRequest
from leadgate.standing.types import StandingKind


def replay(notes: Iterable[StandingNote]) -> int:
    """Let stand again what the last note says of it, and end what it says was ended; answers how many that changed."""
    return sum(_say_again(one) for one in _last_words(notes))


def _last_words(notes: Iterable[StandingNote]) -> list[StandingNote]:
    """Those that no later one about the same address overrules."""
    return list({(one.what, one.address_index): one for one in sorted(notes, key=lambda one: one.at)}.values())


@action
def _say_again(one: StandingNote) -> bool:
    person = people.id_with(one.address_index)
    holds = _holds(one, person)
    if one.stands and not holds:
        binding.await_holder(one.what, one.address_index)
        if person:
            binding.claim(person, one.address_index)
    elif holds and not one.stands:
        _end(one, person)
    return holds is not one.stands


def _of(one: StandingNote, person: UUID | None) -> Any:
    whose = [StandingRequest.address_index == one.address_index]
    whose += [StandingRequest.person_id == person] if person else []
    return (StandingRequest.what == one.what, or_(*whose))


def _holds(one: StandingNote, person: UUID | None) -> bool:
    if person and one.what is StandingKind.RESTRICTION and people.is_restricted(person):
        return True
    return session().scalar(select(StandingRequest.id).where(*_of(one, person)).limit(1)) is not None


def _end(one: StandingNote, person: UUID | None) -> None:
    session().execute(delete(StandingRequest).where(*_of(one, person)))
    if person and one.what is StandingKind.RESTRICTION:
        restricting.lift(person)
