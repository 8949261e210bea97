"""Redacting: a post says something else than its author had said, who keeps it and reads why; it can be put back."""

from uuid import UUID

from leadgate.discussions.actions import indexing
from leadgate.discussions.actions.standing import post_in, sealed_reason
from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups.errors import NothingSaid, ReasonNeeded


@action
def rewrite(post: UUID, body: str, reason: str, *, group: UUID, by: UUID) -> None:
    """Let a post say something else; what its author had said first stays beside it, however often this is done.

    Args:
        post: the post's id.
        body: how it is from now on, Markdown.
        reason: its author reads it; cut after a bound.
        group: the moderator's.
        by: the moderator.

    Raises:
        NothingSaid: nothing would stand there any more.
        ReasonNeeded: there are no words.
        NoSuchPost: there is none of that id in this group.
    """
    if not body.strip():
        raise NothingSaid
    if not reason.strip():
        raise ReasonNeeded
    row = post_in(group, post)
    key = installation().vault.key_of(row.subject_id)
    if row.original is None:
        row.original = key.seal(Post.original, row.id, key.open(Post.body, row.id, row.body))
    row.why = sealed_reason(key, row, reason)
    row.edited_at, row.edited_by = clock.now(), by
    _write(row, key, body)


@action
def put_back(post: UUID, *, group: UUID) -> bool:
    """Let a post say again what its author had said; doing it twice is doing it once.

    Args:
        post: the post's id.
        group: the moderator's.

    Returns:
        Whether it said something else.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    row = post_in(group, post)
    if row.original is None:
        return False
    key = installation().vault.key_of(row.subject_id)
    _write(row, key, key.open(Post.original, row.id, row.original))
    row.original = row.why = row.edited_by = None
    return True


def _write(row: Post, key: PersonKey, body: str) -> None:
    row.body = key.seal(Post.body, row.id, body)
    session().flush()
    indexing.index(row.group_id, row, key.open(Post.title, row.id, row.title) if row.title else "", body)
