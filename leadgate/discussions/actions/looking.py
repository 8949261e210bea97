"""Looking: that a moderator reads what members say to each other is on the record before it is shown."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff


@action
def note_reading(group: UUID, *, by: Staff) -> None:
    """Note that a moderator reads what members say to each other.

    Args:
        group: whose.
        by: the moderator.
    """
    audit.record("talk:look", actor=by.id, subject=group)
