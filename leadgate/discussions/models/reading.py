"""What a member has read, and what they have begun to write."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.discussions.types import TALKING
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

READING = _("showing a member what is new to them")


class ReadMark(Base):
    """Up to when a member has read a talk; nobody else ever sees it."""

    __tablename__ = "group_read_mark"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person belongs"))
    membership_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), primary_key=True, info=impersonal("the membership")
    )
    thread_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_thread.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        info=personal(Holds.ACTIVITY, READING),
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, READING, exported=False),
    )
    until: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, READING))


class PostDraft(Base):
    """What a member has begun to write and not posted; one for each talk, and one for a new one."""

    __tablename__ = "group_draft"
    __table_args__ = (UniqueConstraint("membership_id", "place"),)
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.DELETED,
        kept_for=_("thirty days after it was last changed"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    membership_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), info=impersonal("the membership")
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, TALKING, exported=False),
    )
    place: Mapped[UUID] = mapped_column(info=personal(Holds.ACTIVITY, TALKING))
    """The talk it is for; the group itself for a new one."""
    title: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    body: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
