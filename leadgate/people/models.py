"""A person, their sessions, and the keyed hashes of those who must not be written to."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.people.types import SuppressionReason

WHY = _("delivering what was asked for")
STAYING_AWAY = _("keeping an erased person from being brought back")


class Person(Base):
    """A person with a proven address."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_known_since_id", "known_since", "id"),)  # the newest first, page by page
    __personal__ = OfPerson(
        subject="id", erased=OnErasure.DELETED, kept_for=_("until erasure, withdrawal or inactivity")
    )
    id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), primary_key=True, info=personal(Holds.IDENTIFIER, WHY)
    )
    address_index: Mapped[bytes] = mapped_column(
        LargeBinary(32), unique=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    address: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONTACT, WHY))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, WHY))
    known_since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    last_active: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, WHY))


class PersonSession(Base):
    """A browser in which a person signed in with a link from their inbox."""

    __tablename__ = "person_session"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("two hours"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, WHY, exported=False),
    )
    expires_at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, WHY))


class Tombstone(Base):
    """That a person was erased: the keyed hash of their address, compared by every way in, so that nobody comes back.

    Its id is made for the stone: nothing else that is kept of the person bears it, or any other id of theirs.

    Only a fresh act of their own, proven from the inbox, lifts it; the row stays, because a restored backup must still
    be told whom to erase.
    """

    __tablename__ = "tombstone"
    __personal__ = OfPerson(
        subject="id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("as long as a backup or an import could return it"),
        ground=_("GDPR art. 5(1)(f), 17(1): so that no backup and no import undoes the erasure"),
        left=_(
            "A keyed hash of your address, so that no backup and no import brings you back. Whoever has our keys and "
            "your address can find it."
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.IDENTIFIER, STAYING_AWAY))
    erasure: Mapped[UUID] = mapped_column(index=True, info=impersonal("a random id"))
    address_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), index=True, info=personal(Holds.IDENTIFIER, STAYING_AWAY, exported=False)
    )
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, STAYING_AWAY))
    lifted_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, STAYING_AWAY))


class Restriction(Base):
    """That a person's data may be kept and not used (GDPR art. 18): since when, and why."""

    __tablename__ = "restriction"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("until it is lifted"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, _("leaving the data alone"), exported=False),
    )
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, _("leaving the data alone")))
    why: Mapped[str] = mapped_column(String(20), info=personal(Holds.ACTIVITY, _("leaving the data alone")))


class Suppression(Base):
    """An address that must not be written to, as a keyed hash: it names nobody and can only be compared."""

    __tablename__ = "suppression"
    address_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    reason: Mapped[SuppressionReason] = mapped_column(String(12), primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(index=True)
