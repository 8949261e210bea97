"""Everything that waits for a moderator, in one place: requests, posts, reports, bans that need a second, appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import Standing
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.groups.models import Group
from leadgate.sanctions.models import Appeal, Report, Sanction


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of each kind waits in one group, beside its requests."""

    posts: int = 0
    reports: int = 0
    bans: int = 0
    appeals: int = 0


def of_groups(groups: Sequence[Group]) -> dict[UUID, Waiting]:
    """What waits in each of these groups, in four statements."""
    ids = [one.id for one in groups]
    posts = select(Thread.group_id, func.count()).join(Post, Post.thread_id == Thread.id)
    counted = {
        "posts": _counts(posts.where(Thread.group_id.in_(ids), Post.standing == Standing.HELD), Thread.group_id),
        "reports": _counts(
            select(Report.group_id, func.count(func.distinct(Report.post_id))).where(
                Report.group_id.in_(ids), Report.closed_at.is_(None)
            ),
            Report.group_id,
        ),
        "bans": _counts(
            select(Sanction.group_id, func.count()).where(
                Sanction.group_id.in_(ids),
                Sanction.from_when.is_(None),
                Sanction.lifted_at.is_(None),
                Sanction.until > clock.now(),
            ),
            Sanction.group_id,
        ),
        "appeals": _counts(
            select(Appeal.group_id, func.count()).where(Appeal.group_id.in_(ids), Appeal.decided_at.is_(None)),
            Appeal.group_id,
        ),
    }
    return {group: Waiting(**{kind: found.get(group, 0) for kind, found in counted.items()}) for group in ids}


def _counts(query: Select[UUID, int], group: Any) -> dict[UUID, int]:
    return {number: count for number, count in session().execute(query.group_by(group))}  # noqa: C416 - no pairs to mypy
