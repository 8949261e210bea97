"""What is said in a group: threads, and the posts in them.

A post is sealed under its author's key, so that it goes when they are erased; who leaves and lets their posts stand
without a name has them sealed under the group's own key instead. A thread is nobody's.
"""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.discussions.types import TALKING, PostStatus
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.groups.types import KEEPING_DECENT


class Thread(Base):
    """A talk: its posts hang on it, whoever opened it."""

    __tablename__ = "group_thread"
    __table_args__ = (Index("ix_group_thread_newest", "group_id", "pinned", "last_at", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"))
    announcement: Mapped[bool]
    pinned: Mapped[bool]
    held: Mapped[bool]
    """Whether even its beginning waits for a moderator."""
    made_at: Mapped[datetime]
    last_at: Mapped[datetime]


class Post(Base):
    """One thing somebody said; the first of a thread has its title."""

    __tablename__ = "group_post"
    __table_args__ = (
        Index("ix_group_post_thread", "thread_id", "made_at", "id"),
        Index("ix_group_post_week", "group_id", "made_at"),
    )
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("as long as the person belongs, or they say otherwise; thirty days once it was removed"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    thread_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_thread.id", ondelete="CASCADE"), info=personal(Holds.ACTIVITY, TALKING)
    )
    group_id: Mapped[UUID] = mapped_column(info=impersonal("the group of its thread"))
    """As on its thread, which never leaves its group: what was said in a week is counted along one index."""
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, TALKING, exported=False),
    )
    author_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("membership.id", ondelete="SET NULL"), index=True, info=impersonal("the membership it was said in")
    )
    staff_id: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    title: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    body: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, TALKING))
    edited_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, TALKING))
    edited_by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    """The moderator who changed it; none for its author."""
    original: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    """What its author had said before a moderator changed it; they read it, and it can be put back."""
    indexed: Mapped[bool] = mapped_column(info=impersonal("whether it can be searched for"))
    standing: Mapped[PostStatus] = mapped_column(String(10), info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    why: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    """What the moderator told the author."""
    hidden_by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
    """When a removed post goes, unless its author has appealed and nobody has answered."""
