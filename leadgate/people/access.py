"""Whom lists of everybody show, as parts of statements."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, exists, or_, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.people.models import Person, Restriction, Suppression
from leadgate.people.types import SuppressionReason


def listed() -> Subquery:
    """Everybody whose data may be used and not only kept, as a part of a statement.

    Its columns are `id`, `address_index`, `address`, `known_since` and `last_active`, as in `models.Person`.
    """
    columns = (Person.id, Person.address_index, Person.address, Person.known_since, Person.last_active)
    return select(*columns).where(~exists().where(Restriction.person_id == Person.id)).subquery("listed")


def is_used(person: ColumnElement[UUID], _purpose: str) -> ColumnElement[bool]:
    """The condition that somebody's data may be used and not only kept: before each letter for a purpose.

    Args:
        person: their id.
        _purpose: not needed: a restriction holds for all.
    """
    return ~exists().where(Restriction.person_id == person)


def is_left_alone(address_index: SQLColumnExpression[bytes]) -> ColumnElement[bool]:
    """The condition that somebody asked for no more letters to an address, for a statement over a table of people.

    Args:
        address_index: the column that holds the index of the address.
    """
    asked = (Suppression.address_index == address_index, Suppression.reason == SuppressionReason.NOT_ME)
    return exists().where(*asked, or_(Suppression.until.is_(None), Suppression.until > clock.now()))


def known_by(indexes: Collection[bytes]) -> dict[bytes, UUID]:
    """Who is known by which of these addresses, those included whose data may only be kept.

    Args:
        indexes: of addresses.
    """
    columns = select(Person.address_index, Person.id).where(Person.address_index.in_(indexes))
    return dict(iter(session().execute(columns)))


def restricted_by(indexes: Collection[bytes]) -> set[bytes]:
    """Of these addresses those of people whose data may only be kept.

    Args:
        indexes: of addresses.
    """
    mine = select(Person.address_index).join(Restriction, Restriction.person_id == Person.id)
    return set(session().scalars(mine.where(Person.address_index.in_(indexes))))


def left_alone(indexes: Collection[bytes]) -> set[bytes]:
    """Of these addresses those for which somebody asked for no more letters.

    Args:
        indexes: of addresses.
    """
    return suppressed(indexes, SuppressionReason.NOT_ME)


def suppressed(indexes: Collection[bytes], reason: SuppressionReason) -> set[bytes]:
    """Of these addresses those that are to be left alone for this reason, now.

    Args:
        indexes: of addresses.
        reason: why they would be.
    """
    asked = (Suppression.address_index.in_(indexes), Suppression.reason == reason)
    lasts = or_(Suppression.until.is_(None), Suppression.until > clock.now())
    return set(session().scalars(select(Suppression.address_index).where(*asked, lasts)))


def silent_since(moments: Mapping[UUID, datetime]) -> set[UUID]:
    """Who of some people has done nothing after a moment (UTC) of each.

    Args:
        moments: by the person's id.
    """
    rows = session().execute(select(Person.id, Person.last_active).where(Person.id.in_(moments)))
    return {person for person, active in rows if active <= moments[person]}
