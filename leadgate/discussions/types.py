"""Whether a post can be read, what can be said about it with one press, and what people read for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from flask_babel import lazy_gettext

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

TALKING = lazy_gettext("talking with each other in a group")
"""Why people's posts are kept."""


class PostStatus(StrEnum):
    """Whether a post can be read by members."""

    SHOWN = "shown"
    HELD = "held"
    """Waits for a moderator before others can read it."""
    HIDDEN = "hidden"
    REMOVED = "removed"


TAKEN_AWAY = (PostStatus.HIDDEN, PostStatus.REMOVED)
"""Moderators have decided that others do not read it."""


class Sign(Words):
    """What somebody can say with one press."""

    THANKS = "thanks", _("Thank you")
    HELPFUL = "helpful", _("That helps")
    SAME = "same", _("The same here")


class ThreadRow(Protocol):
    """A discussion, for those who are handed one."""

    id: UUID
    group_id: UUID
    announcement: bool
    pinned: bool
    held: bool
    """Whether even its beginning waits for a moderator."""
    made_at: datetime
    last_at: datetime


class PostRow(Protocol):
    """A post, sealed, for those who are handed one: whose it is, where, and how it stands."""

    id: UUID
    group_id: UUID
    subject_id: UUID
    standing: PostStatus
    hidden_by: UUID | None


@dataclass(frozen=True, slots=True)
class ModeratedPost:
    """What a post says and what a moderator told its author about it, whoever may read it.

    Args:
        id: the post's.
        body: Markdown.
        why: empty where nobody said why.
    """

    id: UUID
    body: str
    why: str
