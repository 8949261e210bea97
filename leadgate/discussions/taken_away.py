"""Reading what moderators have hidden or removed, for its author and for whoever answers what they say against it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Exists, SQLColumnExpression, exists, select

from leadgate.discussions.models import Post
from leadgate.discussions.types import TAKEN_AWAY, ModeratedPost
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation


def has_taken_away(group_id: SQLColumnExpression[UUID], person: UUID) -> Exists:
    """Whether moderators of a group have taken away something a person said, as a part of a statement.

    Args:
        group_id: the group's.
        person: the person's id.
    """
    mine = (Post.group_id == group_id, Post.subject_id == person, Post.standing.in_(TAKEN_AWAY))
    return exists().where(*mine).correlate_except(Post)


def taken_away(group: UUID, person: UUID, most: int) -> list[ModeratedPost]:
    """What somebody said in a group that moderators have hidden or removed, newest first.

    Args:
        group: the group's id.
        person: the person's.
        most: so many at most.
    """
    mine = select(Post).where(Post.group_id == group, Post.subject_id == person, Post.standing.in_(TAKEN_AWAY))
    return _moderated(session().scalars(mine.order_by(Post.id.desc()).limit(most)).all())


def moderated(post_ids: Sequence[UUID]) -> list[ModeratedPost]:
    """These posts, in whatever group and standing; those that are gone are left out."""
    return _moderated(session().scalars(select(Post).where(Post.id.in_(post_ids))).all())


def _moderated(rows: Sequence[Post]) -> list[ModeratedPost]:
    keys = installation().vault.keys_of({row.subject_id for row in rows})
    return [
        ModeratedPost(
            row.id, key.open(Post.body, row.id, row.body), key.open(Post.why, row.id, row.why) if row.why else ""
        )
        for row in rows
        if (key := keys.get(row.subject_id))
    ]
