"""Reports about posts, and the log of what moderators did about them."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.groups.types import KEEPING_DECENT
from leadgate.sanctions.types import Category


class PostReport(Base):
    """That a member says something is wrong with a post; one of each member at most, kept until it is dealt with."""

    __tablename__ = "group_report"
    __table_args__ = (UniqueConstraint("post_id", "person_id"), Index("ix_group_report_open", "group_id", "closed_at"))
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.DELETED,
        kept_for=_("half a year after it was dealt with"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("private_group.id"), info=personal(Holds.ACTIVITY, KEEPING_DECENT)
    )
    post_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_post.id", ondelete="CASCADE"), info=personal(Holds.ACTIVITY, KEEPING_DECENT)
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING_DECENT, exported=False),
    )
    category: Mapped[Category] = mapped_column(String(10), info=personal(Holds.ANSWER, KEEPING_DECENT))
    words: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    closed_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))


class ModerationStep(Base):
    """What moderators did to content, for the log members can read: what and when, about nobody by name."""

    __tablename__ = "group_moderation_step"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(10))
    by: Mapped[UUID]
