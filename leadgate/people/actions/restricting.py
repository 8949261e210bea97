"""Restricting: data that is kept and not used (GDPR art. 18), because the person asked or because a hold keeps it."""

from uuid import UUID

from sqlalchemy import delete, select, update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.people import queries
from leadgate.people.models import Person, PersonSession, Restriction
from leadgate.people.verification.models import Verification


@action
def restrict(person: UUID, *, why: str) -> None:
    """Use a person's data no more until the restriction is lifted; again is fine.

    Args:
        person: the person's id.
        why: in one word (`request`, `erasure`); the first one stays.
    """
    if session().get(Restriction, person) is None:
        add_row(Restriction, person_id=person, since=clock.now(), why=why)


@action
def lift(person: UUID) -> None:
    """Let a person's data be used again for what they agreed to."""
    session().execute(delete(Restriction).where(Restriction.person_id == person))


@action
def leave_alone(*people: UUID, why: str) -> None:
    """Of people whose rows a hold has kept: let nobody find, reach or sign in as them any more.

    Args:
        people: their ids; those who are gone are passed over.
        why: in one word, for the restriction.
    """
    for person in session().scalars(select(Person.id).where(Person.id.in_(people))).all():
        nobody = queries.index_of_nobody(person)
        session().execute(update(Person).where(Person.id == person).values(address_index=nobody))
        session().execute(delete(PersonSession).where(PersonSession.person_id == person))
        waits = (Verification.subject_id == person, Verification.confirmed_at.is_(None))
        session().execute(delete(Verification).where(*waits))
        restrict(person, why=why)
