"""Reading reactions: how many said what about each of some posts, and what the reader said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from leadgate.discussions.models import Reaction
from leadgate.discussions.types import Sign
from leadgate.foundation.db import session


@dataclass(slots=True)
class Reacted:
    """What was said about one post."""

    counts: dict[Sign, int] = field(default_factory=dict)
    own: set[Sign] = field(default_factory=set)


def of_posts(posts: Sequence[UUID], reader: UUID) -> dict[UUID, Reacted]:
    """What was said about these posts, in two statements."""
    found = {post: Reacted() for post in posts}
    counted = select(Reaction.post_id, Reaction.sign, func.count()).where(Reaction.post_id.in_(posts))
    for post, sign, count in session().execute(counted.group_by(Reaction.post_id, Reaction.sign)):
        found[post].counts[Sign(sign)] = count
    mine = select(Reaction.post_id, Reaction.sign)
    for post, sign in session().execute(mine.where(Reaction.post_id.in_(posts), Reaction.membership_id == reader)):
        found[post].own.add(Sign(sign))
    return found
