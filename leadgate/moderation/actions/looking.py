"""Looking: that a moderator reads what an applicant wrote is on the record before it is shown."""

from collections.abc import Iterable
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, row_of
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Staff
from leadgate.foundation.privacy import access_log
from leadgate.joining.models import MembershipStep
from leadgate.moderation.queue import QueuedRequest
from leadgate.moderation.room import APPLICANT_LOOK


@action
def note_look(group: UUID, shown: Iterable[QueuedRequest], *, by: Staff) -> None:
    """Note that a moderator looked at these requests, on the ledger and in the history of each.

    Args:
        group: the group's id.
        shown: the requests that are about to be shown.
        by: the moderator.
    """
    seen = list(shown)
    access_log.record(APPLICANT_LOOK, [one.person for one in seen], by=by, subject=group)
    rows = [
        row_of(
            MembershipStep,
            id=new_id(),
            request_id=one.id,
            subject_id=one.person,
            at=clock.now(),
            what="seen",
            by=by.id,
            rule="",
        )
        for one in seen
    ]
    add_rows(MembershipStep, rows)
