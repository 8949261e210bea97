"""Whom lists of everybody show, as parts of statements."""

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, exists, or_, select

from leadgate.foundation import clock
from leadgate.people.models import Person, Restriction, Suppression
from leadgate.people.types import SuppressionReason


def listed() -> Subquery:
    """Everybody whose data may be used and not only kept, as a part of a statement.

    Its columns are `id`, `address_index`, `address`, `known_since` and `last_active`, as in `models.Person`.
    """
    columns = (Person.id, Person.address_index, Person.address, Person.known_since, Person.last_active)
    return select(*columns).where(~exists().where(Restriction.person_id == Person.id)).subquery("listed")


def is_left_alone(address_index: SQLColumnExpression[bytes]) -> ColumnElement[bool]:
    """The condition that somebody asked for no more letters to an address, for a statement over a table of people.

    Args:
        address_index: the column that holds the index of the address.
    """
    asked = (Suppression.address_index == address_index, Suppression.reason == SuppressionReason.NOT_ME)
    return exists().where(*asked, or_(Suppression.until.is_(None), Suppression.until > clock.now()))
