"""Pinning: a talk that stands above all others, because everybody should have read it."""

from uuid import UUID

from leadgate.discussions.models import Thread
from leadgate.foundation import audit
from leadgate.foundation.db import action, session


@action
def pin(thread: UUID, *, pinned: bool, by: UUID) -> None:
    """Let a discussion stand above all others, or no longer; doing it twice is doing it once.

    Args:
        thread: of a discussion that is there.
        pinned: whether it stands there from now on.
        by: the moderator.
    """
    session().get_one(Thread, thread).pinned = pinned
    audit.record("talk:pin" if pinned else "talk:unpin", actor=by, subject=thread)
