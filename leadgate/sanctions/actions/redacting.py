"""Redacting: a moderator changes what somebody said where a part of it must not stand there; everybody sees that."""

from uuid import UUID

from leadgate.discussions.actions import indexing
from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups.errors import NothingSaid
from leadgate.joining.errors import ReasonNeeded
from leadgate.sanctions.actions.reporting import MOST_WORDS, close, post_in


@action
def redact(post: UUID, body: str, reason: str, *, group: UUID, by: UUID) -> None:
    """Change a post; its author reads why and what they had said, and it can be put back.

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
    row.why = key.seal(Post.why, row.id, reason.strip()[:MOST_WORDS])
    row.edited_at, row.edited_by = clock.now(), by
    _write(group, row, key, body)
    close(row, "redacted", group, by)


@action
def put_back(post: UUID, *, group: UUID, by: UUID) -> None:
    """Let a post say again what its author had said; doing it twice is doing it once.

    Args:
        post: the post's id.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    row = post_in(group, post)
    if row.original is None:
        return
    key = installation().vault.key_of(row.subject_id)
    _write(group, row, key, key.open(Post.original, row.id, row.original))
    row.original = row.why = row.edited_by = None
    close(row, "put-back", group, by)


def _write(group: UUID, row: Post, key: PersonKey, body: str) -> None:
    row.body = key.seal(Post.body, row.id, body)
    session().flush()
    indexing.index(group, row, key.open(Post.title, row.id, row.title) if row.title else "", body)
