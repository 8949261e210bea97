"""Looking: that a moderator reads what was reported is on the record before it is shown."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.sanctions import reported
from leadgate.sanctions.reported import Reported


@action
def reported_posts(group: UUID, *, by: Staff) -> list[Reported]:
    """The reported posts of a group; that a moderator reads them is on the record.

    Args:
        group: the group's id.
        by: the moderator.
    """
    found = reported.reported(group)
    audit.record("report:look", actor=by.id, subject=group)
    return found
