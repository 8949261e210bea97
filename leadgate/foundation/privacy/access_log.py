"""The access log: that staff see somebody's data is on the record before anything is shown."""

from collections.abc import Iterable
from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.events import Looked, tell
from leadgate.foundation.house.rooms import Look
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Staff


@action
def record(look: Look, people: Iterable[UUID], *, by: Staff, subject: UUID | None = None) -> None:
    """Note that a member of staff sees these people now: in the audit trail, and in the log the people read.

    Args:
        look: which kind, from the manifest of the room that shows it.
        people: whose data is shown; empty is noted in the audit trail alone.
        by: who looks.
        subject: the thing they are shown for: an asset, a group, a request.

    Raises:
        LookupError: no room declares this kind of look.
    """
    if look.name not in installation().house.looks:
        raise LookupError(look.name)
    audit.record(look.name, actor=by.id, subject=subject)
    tell(Looked(list(people), look.name, by.id, str(by.role)))
