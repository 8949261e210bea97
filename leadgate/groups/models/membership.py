"""Membership: that a person belongs to a group, from when on, under which name, having agreed to which rules."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

BELONGING = _("taking part in a group")


class Membership(Base):
    """One person in one group. There is a row or there is none: who has left has no row."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("group_id", "person_id"),
        UniqueConstraint("group_id", "name_key"),
        Index("ix_membership_newest", "group_id", "id", "begins_at"),
    )
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person belongs"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, BELONGING, exported=False),
    )
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), info=personal(Holds.ACTIVITY, BELONGING))
    name: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.IDENTIFIER, BELONGING))
    name_key: Mapped[bytes] = mapped_column(LargeBinary(32), info=personal(Holds.IDENTIFIER, BELONGING, exported=False))
    rules_version: Mapped[int] = mapped_column(info=personal(Holds.CONSENT, BELONGING))
    begins_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, BELONGING))
    """When the decision can no longer be undone: the person is in from then on, not a moment before."""
    seen_at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, BELONGING))
    digest_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
    """When the next collection of what is new is due."""
    calendar: Mapped[UUID | None] = mapped_column(info=impersonal("which address of their calendar counts"))


class Departure(Base):
    """That somebody left a group: counted, and tied to nobody."""

    __tablename__ = "group_departure"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    at: Mapped[datetime]
