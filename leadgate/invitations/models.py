"""Invitations: to one address, or as a link that several can use. Neither makes a member; both only open the form."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

INVITING = _("inviting somebody to a group")


class Invitation(Base):
    """That one address was invited; gone when it is used, refused, or thirty days old."""

    __tablename__ = "group_invitation"
    __personal__ = OfPerson(
        subject="id", erased=OnErasure.DELETED, kept_for=_("thirty days"), expires_by="expires_at", key_dies=True
    )
    id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), primary_key=True, info=personal(Holds.IDENTIFIER, INVITING)
    )
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), info=personal(Holds.ACTIVITY, INVITING))
    address_index: Mapped[bytes] = mapped_column(
        LargeBinary(32), index=True, info=personal(Holds.IDENTIFIER, INVITING, exported=False)
    )
    address: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONTACT, INVITING))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, INVITING))
    by: Mapped[UUID] = mapped_column(info=impersonal("a member of staff"))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, INVITING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal("a date of the machine"))


class InvitationLink(Base):
    """A link that opens the form of a group to so many, until a date, or until it is taken back."""

    __tablename__ = "group_invitation_link"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    by: Mapped[UUID]
    trusted: Mapped[bool]
    """Whether who comes by it is let in without a moderator."""
    most_uses: Mapped[int]
    uses: Mapped[int]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
