"""Everything that waits for a moderator, in one place: requests, posts, reports, bans that need a second, appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadgate.discussions.queries import held_counts
from leadgate.groups.types import GroupRow
from leadgate.sanctions.queries import open_cases


@dataclass(frozen=True, slots=True)
class WaitingContent:
    """How much of each kind waits in one group, beside its requests."""

    posts: int = 0
    reports: int = 0
    bans: int = 0
    appeals: int = 0


def of_groups(groups: Sequence[GroupRow]) -> dict[UUID, WaitingContent]:
    """What waits in each of these groups, in four statements."""
    ids = [one.id for one in groups]
    posts, cases = held_counts(ids), open_cases(ids)
    return {each: WaitingContent(posts.get(each, 0), *cases.get(each, (0, 0, 0))) for each in ids}
