"""Telling: a letter to whose account it is, whenever how they sign in changes (ASVS 5.0, 6.3.7)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.staff.models import StaffChange, StaffSession
from leadgate.staff.types import SignInChange


@action
def tell_owner(account_id: UUID, what: SignInChange, session_id: UUID | None = None) -> None:
    """Have a letter written to somebody whose way to sign in has changed.

    Args:
        account_id: whose.
        what: changed.
        session_id: in which it was done, whose browser and network the letter names; None for what was done for them.
    """
    where = session().get(StaffSession, session_id) if session_id else None
    change = StaffChange(
        id=new_id(),
        account_id=account_id,
        what=what,
        at=clock.now(),
        network=where.network if where else "",
        browser=where.browser if where else "",
    )
    session().add(change)
    session().flush()
    add_new_letter("staff/changed", change.id, change=change.id)


@action
def forget(before: datetime) -> None:
    """Forget the changes of before a moment.

    Args:
        before: in UTC.
    """
    session().execute(delete(StaffChange).where(StaffChange.at <= before))
