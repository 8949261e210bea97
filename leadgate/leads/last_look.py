"""The last look before a letter leaves: everything that may speak against it, asked of one person in one statement."""

from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, bindparam, select

from leadgate.foundation.db import run
from leadgate.foundation.mail.composing import may_have
from leadgate.leads.finding import has_not_asked, is_met
from leadgate.people.access import is_left_alone, listed


class LastLook:
    """Whether one person after the other may have a letter for a purpose; the statement is built once for all.

    Args:
        purpose: the purpose's slug.
        while_: what has to be true beside it, of no person.
    """

    def __init__(self, purpose: str, while_: ColumnElement[bool]) -> None:
        people = listed()
        against = (~is_left_alone(people.c.address_index), has_not_asked(people.c.address_index))
        conditions = (*may_have(people.c.id, purpose), *is_met(people), *against)
        self._one = select(people.c.id).where(people.c.id == bindparam("person", type_=Uuid()), while_, *conditions)

    def passes(self, person: UUID) -> bool:
        """Whether somebody may have it at this moment.

        Args:
            person: their id.
        """
        return run(self._one, {"person": person}).first() is not None
