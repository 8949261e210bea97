"""Being active: a sign of life, from which on a silent person is kept anew."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.people.models import Person


@action
def note_activity(person_ids: Collection[UUID]) -> None:
    """Note that these people were here just now; who is erased stays so."""
    session().execute(update(Person).where(Person.id.in_(person_ids)).values(last_active=clock.now()))
