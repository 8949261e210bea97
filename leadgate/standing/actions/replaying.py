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
    """Those that no later one about the same person or the same address overrules, oldest first."""
    ordered, last = sorted(notes, key=lambda one: one.at), dict[tuple[StandingKind, object], StandingNote]()
    for one in ordered:
        last |= {(one.what, whose): one for whose in (one.person, one.address_index) if whose}
    return [
        one for one in ordered
        if all(last[one.what, whose] is one for whose in (one.person, one.address_index) if whose)
    ]  # fmt: skip


@action
def _say_again(one: StandingNote) -> bool:
    person = one.person if one.person and people.is_known(one.person) else None
    if person is None and one.address_index:
        person = people.id_with(one.address_index)
    holds = _holds(one, person)
    if one.stands and not holds and one.address_index:
        binding.await_holder(one.what, one.address_index, stone=one.person)
        if person:
            binding.claim(person, one.address_index)
    elif holds and not one.stands:
        _end(one, person)
    return holds is not one.stands


def _of(one: StandingNote, person: UUID | None) -> Any:
    whose = [StandingRequest.address_index == one.address_index] if one.address_index else []
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
