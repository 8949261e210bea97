"""What waits on the desk of a moderator, group by group; counts only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.groups import queue, waiting
from leadgate.groups.models import Group


@dataclass(frozen=True, slots=True)
class Desk:
    """How much of each kind waits in one group."""

    group: Group
    requests: int
    oldest: datetime | None
    posts: int
    others: int
    """Bans that need a second moderator, and appeals."""


def waiting_for(account: UUID) -> list[Desk]:
    """The groups somebody moderates in which something waits."""
    mine = [one for one in queue.run_by(account, every=False) if one.closed_at is None]
    more = waiting.of_groups(mine)
    desks = [
        Desk(
            group=one.group,
            requests=one.pending,
            oldest=one.oldest,
            posts=more[one.group.id].posts + more[one.group.id].reports,
            others=more[one.group.id].bans + more[one.group.id].appeals,
        )
        for one in queue.figures(mine)
    ]
    return [one for one in desks if one.requests or one.posts or one.others]
