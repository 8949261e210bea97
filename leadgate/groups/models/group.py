"""A group: what it is, how one gets in, who can see that it exists, its rules in versions, and who runs it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base
from leadgate.groups.types import Admission, GroupRole, Visibility


class Group(Base):
    """A private group."""

    __tablename__ = "private_group"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(12))
    admission: Mapped[Admission] = mapped_column(String(12))
    visibility: Mapped[Visibility] = mapped_column(String(10))
    holds: Mapped[UUID | None]
    """The asset one has to hold, where that is the way in."""
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"))
    """Membership itself, as a purpose of its own with its own wording."""
    asks_age: Mapped[bool]
    open_days: Mapped[list[int]] = mapped_column(JSON)
    """On which days of the week (0 is Monday) requests are taken; always when empty."""
    most_members: Mapped[int | None]
    most_waiting: Mapped[int | None]
    answers_kept_days: Mapped[int]
    request_lasts_days: Mapped[int]
    again_after_days: Mapped[int]
    most_requests: Mapped[int]
    undo_minutes: Mapped[int]
    second_pair: Mapped[bool]
    """Whether a ban needs two moderators, and an appeal another one than the first."""
    inactive_days: Mapped[int]
    """After how many days without a visit a membership ends; never when 0."""
    mails_quote: Mapped[bool]
    """Whether mails about what is new hold words of it, or only say that there is something."""
    new_for_days: Mapped[int]
    """How long somebody counts as new."""
    first_posts_held: Mapped[int]
    """How many posts of each member a moderator sees before others do."""
    links_held: Mapped[bool]
    """Whether what somebody new says waits for a moderator when it leads out of the group."""
    slow_minutes: Mapped[int]
    """How long somebody new waits between two posts."""
    made_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    """When it ends, told in advance."""
    closed_at: Mapped[datetime | None]

    @property
    def undo_window(self) -> timedelta:
        """How long a decision can be taken back before anybody hears of it."""
        return timedelta(minutes=self.undo_minutes)


class GroupRules(Base):
    """What members agree to keep to, one version of it."""

    __tablename__ = "group_rules"
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]


class GroupPurpose(Base):
    """An optional purpose offered where one asks to join."""

    __tablename__ = "group_purpose"
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), primary_key=True)
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"), primary_key=True)
    position: Mapped[int]


class Appointment(Base):
    """That a member of staff runs a group, under the name its members know them by."""

    __tablename__ = "group_appointment"
    __table_args__ = (UniqueConstraint("group_id", "account_id"), UniqueConstraint("group_id", "name_key"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    role: Mapped[GroupRole] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    """By which names that look alike are equal."""
    sees_addresses: Mapped[bool]
    since: Mapped[datetime]
