"""A mailbox that is to prove itself, and afterwards that it did."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

WHY = _("proving that an address is yours")
A_MOMENT = "a date of the machine"
A_COUNT = "a count"
_IS_DUE = text("remind_at is not null")
_NAMED_BY_WHAT_IT_IS_ABOUT = text("subject_id <> id")


class Verification(Base):
    """Somebody's address that is to be proven, kept apart from people under a key of its own, and gone if nobody does.

    Once it is proven the row is its person's and holds neither address nor what was typed: only that it was proven.
    """

    __tablename__ = "verification"
    __table_args__ = (
        Index("ix_verification_remind_at", "remind_at", sqlite_where=_IS_DUE, postgresql_where=_IS_DUE),
        Index(
            *("ix_verification_about", "about"),
            sqlite_where=_NAMED_BY_WHAT_IT_IS_ABOUT,
            postgresql_where=_NAMED_BY_WHAT_IT_IS_ABOUT,
        ),
    )
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("until it is proven or too late; that it was proven, as long as what was asked for"),
        own_key=True,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.IDENTIFIER, WHY, exported=False))
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    kind: Mapped[str] = mapped_column(String(20), info=personal(Holds.ACTIVITY, WHY))
    about: Mapped[UUID | None] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    """What was asked for: an asset, a group, a request."""
    address_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    address: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.CONTACT, WHY))
    payload: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, WHY))
    """What was typed beside the address, as the kind wrote it."""
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, WHY))
    for_guardian: Mapped[bool] = mapped_column(
        info=personal(Holds.CONTACT, _("asking a guardian before a child's data is kept"))
    )
    source: Mapped[str] = mapped_column(String(205), info=impersonal("which campaign a page was reached from"))
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    link_ends_at: Mapped[datetime] = mapped_column(info=impersonal(A_MOMENT))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
    remind_at: Mapped[datetime | None] = mapped_column(info=impersonal(A_MOMENT))
    code_tries: Mapped[int] = mapped_column(info=impersonal(A_COUNT))
    mails: Mapped[int] = mapped_column(info=impersonal(A_COUNT))
    answered: Mapped[bool] = mapped_column(info=personal(Holds.ACTIVITY, WHY, exported=False))
    """Whether there was nothing to ask any more when the worker found out who it was."""
    confirmed_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    method: Mapped[str | None] = mapped_column(String(40), info=personal(Holds.ACTIVITY, WHY))
