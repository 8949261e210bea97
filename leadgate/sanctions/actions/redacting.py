"""Redacting: a moderator changes what somebody said where a part of it must not stand there; everybody sees that."""

from uuid import UUID

from leadgate.discussions.actions import redacting as posts
from leadgate.foundation.db import action
from leadgate.sanctions.actions.reporting import close


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
    posts.rewrite(post, body, reason, group=group, by=by)
    close(post, "redacted", group, by)


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
    if posts.put_back(post, group=group):
        close(post, "put-back", group, by)
