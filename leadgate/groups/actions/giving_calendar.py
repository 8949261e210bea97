"""Giving a member's calendar an address."""

from uuid import UUID

from sqlalchemy import update

from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.groups.models import Membership


@action
def give_calendar(membership_id: UUID) -> None:
    """Give a member's calendar an address nobody knows yet; the one before counts no more."""
    session().execute(update(Membership).where(Membership.id == membership_id).values(calendar=new_id()))
