"""What a group can be, and what people read for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from flask_babel import lazy_gettext

from leadgate.foundation.keys.vault import Ciphertext
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

KEEPING_DECENT = lazy_gettext("keeping a group decent")
"""Why moderators write about people."""


class Admission(Words):
    """How one gets in."""

    OPEN = "open", _("At once, for everybody who agrees to the rules")
    REQUEST = "request", _("By request; a moderator decides")
    INVITATION = "invitation", _("By invitation only")
    HOLDERS = "holders", _("At once, for everybody who has the download it is about")


class Visibility(Words):
    """Who can see that it exists."""

    PUBLIC = "public", _("Everybody")
    LISTED = "listed", _("Whoever is signed in on their own page")
    HIDDEN = "hidden", _("Members and those who are invited; for all others it does not exist")


class GroupRole(Words):
    """What somebody is in a group."""

    MODERATOR = "moderator", _("moderator")
    OWNER = "owner", _("owner")


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """How many wait to be let into a group.

    Args:
        group_id: which.
        pending: who wait for a moderator.
        needs_answer: who wait until the applicant answers.
        oldest: since when the first of them waits, in UTC.
        usual_hours: how long an answer usually takes; None while too few were given.
    """

    group_id: UUID
    pending: int = 0
    needs_answer: int = 0
    oldest: datetime | None = None
    usual_hours: float | None = None


class GroupRow(Protocol):
    """A group, for those who are handed one."""

    id: UUID
    slug: str
    title: str
    summary: str
    body: str
    language: str
    admission: Admission
    visibility: Visibility
    holds: UUID | None
    """The asset one has to hold, where that is the way in."""
    purpose_id: UUID
    """Membership itself, as a purpose of its own with its own wording."""
    asks_age: bool
    open_days: list[int]
    """On which days of the week (0 is Monday) requests are taken; always when empty."""
    most_members: int | None
    most_waiting: int | None
    answers_kept_days: int
    request_lasts_days: int
    again_after_days: int
    most_requests: int
    undo_minutes: int
    second_pair: bool
    """Whether a ban needs two moderators, and an appeal another one than the first."""
    inactive_days: int
    """After how many days without a visit a membership ends; never when 0."""
    mails_quote: bool
    """Whether mails about what is new hold words of it, or only say that there is something."""
    new_for_days: int
    """How long somebody counts as new."""
    first_posts_held: int
    """How many posts of each member a moderator sees before others do."""
    links_held: bool
    """Whether what somebody new says waits for a moderator when it leads out of the group."""
    slow_minutes: int
    """How long somebody new waits between two posts."""
    made_at: datetime
    closes_at: datetime | None
    """When it ends, told in advance."""
    closed_at: datetime | None

    @property
    def undo_window(self) -> timedelta:
        """How long a decision can be taken back before anybody hears of it."""


class MembershipRow(Protocol):
    """One person in one group, for those who are handed it."""

    id: UUID
    person_id: UUID
    group_id: UUID
    name: Ciphertext
    name_key: bytes
    rules_version: int
    begins_at: datetime
    """When the decision can no longer be undone: the person is in from then on, not a moment before."""
    seen_at: datetime
    digest_at: datetime | None
    """When the next collection of what is new is due."""
    calendar: UUID | None


class ReplyRow(Protocol):
    """A text moderators of a group use again and again, for those who are handed one."""

    id: UUID
    group_id: UUID
    title: str
    text: str
