"""What moderators decided about somebody: a mute or a ban with an end, and the one appeal against a decision."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String
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
from leadgate.sanctions.types import Sanctioning


class Sanction(Base):
    """That somebody may not speak in a group, or not be in it, until a date; there is none without an end."""

    __tablename__ = "group_sanction"
    __table_args__ = (Index("ix_group_sanction_ends", "group_id", "until"),)
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.DELETED,
        kept_for=_("half a year after its end"),
        expires_by="expires_at",
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
    kind: Mapped[Sanctioning] = mapped_column(String(6), info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    name: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.IDENTIFIER, KEEPING_DECENT))
    """As they were called in the group: who is banned has no membership that would say so."""
    reason: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    by: Mapped[UUID] = mapped_column(info=impersonal(STAFF))
    from_when: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    """Since when it holds; nothing while a ban waits for a second moderator, and the person is only muted."""
    seconded_by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    until: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    lifted_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class Appeal(Base):
    """What somebody says against a sanction or against the hiding of their post; once for each."""

    __tablename__ = "group_appeal"
    __table_args__ = (Index("ix_group_appeal_open", "group_id", "decided_at"),)
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.DELETED,
        kept_for=_("half a year after it was answered"),
        expires_by="expires_at",
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
    sanction_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("group_sanction.id", ondelete="CASCADE"), unique=True, info=personal(Holds.ACTIVITY, KEEPING_DECENT)
    )
    post_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("group_post.id", ondelete="CASCADE"), unique=True, info=personal(Holds.ACTIVITY, KEEPING_DECENT)
    )
    words: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    decided_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    decided_by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    granted: Mapped[bool | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING_DECENT))
    answer: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, KEEPING_DECENT))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
