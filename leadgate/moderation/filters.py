"""Narrowing the queue of a group to some of those who wait."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists

from leadgate.foundation import clock
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import Only
from leadgate.moderation.models import RequestClaim

OVERDUE = timedelta(days=2)


def conditions(group: GroupRow, only: Only, reader: UUID | None) -> list[ColumnElement[bool]]:
    """What must be true of a request for it to be shown.

    Args:
        reader: the moderator who looks.
    """
    now = clock.now()
    match only:
        case Only.OVERDUE:
            return [MembershipRequest.waiting_since < now - OVERDUE]
        case Only.INVITED:
            return [MembershipRequest.invited_by.is_not(None)]
        case Only.BEHIND:
            return [MembershipRequest.rules_version < groups.rules_of(group.id).version]
        case Only.FREE:
            on_it = exists().where(RequestClaim.request_id == MembershipRequest.id, RequestClaim.until > now)
            return [~on_it.where(RequestClaim.by != reader)]
    return []
