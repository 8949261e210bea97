"""What waits on the desk of a moderator, group by group; counts only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow
from leadgate.moderation import queue, waiting


@dataclass(frozen=True, slots=True)
class Workload:
    """How much of each kind waits in one group."""

    group: GroupRow
    requests: int
    oldest: datetime | None
    posts: int
    others: int
    """Bans that need a second moderator, and appeals."""


def waiting_for(account: UUID) -> list[Workload]:
    """The groups somebody moderates in which something waits."""
    mine = [one for one in groups.run_by(account, every=False) if one.closed_at is None]
    more = waiting.of_groups(mine)
    figures = queue.figures([one.id for one in mine])
    desks = [
        Workload(
            group=one,
            requests=figures[one.id].pending,
            oldest=figures[one.id].oldest,
            posts=more[one.id].posts + more[one.id].reports,
            others=more[one.id].bans + more[one.id].appeals,
        )
        for one in mine
    ]
    return [one for one in desks if one.requests or one.posts or one.others]
