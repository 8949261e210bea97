"""Looking: that a moderator reads what an applicant wrote is on the record before it is shown."""

from collections.abc import Collection
from uuid import UUID

from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.foundation.privacy import access_log
from leadgate.joining.actions import moving
from leadgate.moderation.queue import QueuedRequest
from leadgate.moderation.room import APPLICANT_LOOK


@action
def note_look(group: UUID, shown: Collection[QueuedRequest], *, by: Staff) -> None:
    """Note that a moderator looked at these requests, on the ledger and in the history of each.

    Args:
        group: the group's id.
        shown: the requests that are about to be shown.
        by: the moderator.
    """
    people = moving.note_seen([one.id for one in shown], by=by.id)
    access_log.record(APPLICANT_LOOK, people, by=by, subject=group)
