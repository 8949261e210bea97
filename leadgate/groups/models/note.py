"""What moderators keep beside a group: texts they use again, and notes about somebody."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import (
    A_MOMENT,
    AN_ID,
    STAFF,
    Holds,
    OfPerson,
    OnErasure,
    impersonal,
    personal,
)
from leadgate.foundation.sql.tables import Base
from leadgate.groups.types import KEEPING_DECENT


class SavedReply(Base):
    """A text moderators of a group use again and again."""

    __tablename__ = "group_saved_reply"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    title: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class ModeratorNote(Base):
    """What a moderator wrote about somebody for the other moderators; part of that person's data."""

    __tablename__ = "group_moderator_note"
    __table_args__ = (Index("ix_group_moderator_note_about", "group_id", "person_id"),)
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("half a year"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("private_group.id"), info=personal(Holds.ACTIVITY, KEEPING_DECENT)
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, KEEPING_DECENT, exported=False),
    )
    text: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    by: Mapped[UUID] = mapped_column(info=impersonal(STAFF))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
