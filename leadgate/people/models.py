"""A person, their sessions, and the keyed hashes of those who must not be written to."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.people.types import StandingKind, SuppressionReason

WHY = _("delivering what was asked for")
STANDING = _("doing what was asked of us, also for whoever has the address later")
STAYING_AWAY = _("keeping an erased person from being brought back")


class Person(Base):
    """A person with a proven address."""

    __tablename__ = "person"
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
    """That a person was erased: a random id and a keyed hash, compared by every way in, so that nobody comes back.

    Only a fresh act of their own, proven from the inbox, lifts it; the row stays, because a restored backup must still
    be told whom to erase.
    """

    __tablename__ = "tombstone"
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("as long as a backup or an import could return it"),
        ground="GDPR art. 5(1)(f), 17(1): so that no backup and no import undoes the erasure",
    )
    person_id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.IDENTIFIER, STAYING_AWAY))
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


class StandingRequest(Base):
    """What somebody has asked for that stands: of a person, or of an address nobody has, as a keyed hash.

    The hash is compared when an address becomes a person's; the row is that person's from then on, or, for a
    restriction, becomes a `Restriction`. An opt-out outlives its person: their erasure makes a hash of it again.
    """

    __tablename__ = "standing_request"
    __table_args__ = (UniqueConstraint("address_index", "what"), UniqueConstraint("person_id", "what"))
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("five years, as a keyed hash, where nobody has the address; otherwise until the person ends it"),
        expires_by="until",
        ground="GDPR art. 17(3)(b), 21(3); CCPA 1798.135(c): so that data is handed to nobody later on either",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID | None] = mapped_column(info=personal(Holds.IDENTIFIER, STANDING, exported=False))
    address_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), info=personal(Holds.IDENTIFIER, STANDING, exported=False)
    )
    """Of an address nobody has; none once somebody does."""
    what: Mapped[StandingKind] = mapped_column(String(12), info=personal(Holds.CONSENT, STANDING))
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, STANDING))
    until: Mapped[datetime | None] = mapped_column(index=True, info=personal(Holds.ACTIVITY, STANDING))


class Suppression(Base):
    """An address that must not be written to, as a keyed hash: it names nobody and can only be compared."""

    __tablename__ = "suppression"
    address_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    reason: Mapped[SuppressionReason] = mapped_column(String(12), primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(index=True)
