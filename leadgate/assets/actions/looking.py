"""Looking: seeing people's data is an act of its own, and on the record before anything is shown."""

from collections.abc import Iterable
from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.ledger.actions.recording import record_looks


@action
def note_look(asset: UUID | None, people: Iterable[UUID], *, by: Staff) -> None:
    """Note that a member of staff looked at these people of an asset, or at mails kept for them."""
    act = "lead:look" if asset else "mail:look"
    audit.record(act, actor=by.id, subject=asset)
    record_looks(people, act=act, by=by.id, role=by.role)
