"""Forgetting: a request that led to an erasure drops its own address, once its last letter has left."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.erasure_engine import blank_in
from leadgate.rights.clocks import Right
from leadgate.rights.models import PrivacyRequest

LOOK_AGAIN = timedelta(seconds=5)
AT_LAST = timedelta(days=7)


@action
def forget(request: str) -> None:
    """Destroy the request's key; while a letter waits to leave (the mail server is down), a week at most, later."""
    row = session().get(PrivacyRequest, UUID(request))
    if row is None or row.right != Right.ERASURE or row.closed_at is None:
        return
    unsent = select(OutboxItem.id).where(OutboxItem.owner == row.id, OutboxItem.kind == "mail")
    unsent = unsent.where(OutboxItem.done_at.is_(None))
    if session().scalar(unsent.limit(1)) and clock.now() < row.closed_at + AT_LAST:
        raise outbox.Postponed(clock.now() + LOOK_AGAIN)
    row.address_index = row.subject_index = None
    session().flush()
    blank_in([row.id])
    installation().vault.destroy(row.id)
