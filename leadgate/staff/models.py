"""Staff accounts and their sessions. Staff are not people in the sense of the register: they work here."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.permissions import Role
from leadgate.foundation.sql.tables import Base
from leadgate.staff.types import SignInChange

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
PLACES_KEPT = timedelta(days=180)
CHANGES_KEPT = timedelta(days=7)


class StaffAccount(Base):
    """One member of staff."""

    __tablename__ = "staff_account"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[Role] = mapped_column(String(12))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    made_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    factor_due_at: Mapped[datetime | None]
    """From when on nothing else is shown until a second factor is set up; None until somebody who needs one comes."""
    language: Mapped[str | None] = mapped_column(String(12))
    """Of the pages they signed in on last; None until they have."""


class StaffSession(Base):
    """One browser of one member of staff; ends after 30 idle minutes or 12 hours.

    `proven_at` is when who sits there last showed a password or a code; `by_link` lets a lost password be replaced.
    """

    __tablename__ = "staff_session"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proven_at: Mapped[datetime]
    by_link: Mapped[bool]
    network: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str] = mapped_column(String(64))


class StaffTotp(Base):
    """An authenticator app (RFC 6238); its secret is sealed under the account's own key, and a step counts once."""

    __tablename__ = "staff_totp"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    secret: Mapped[Ciphertext] = mapped_column(Sealed)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger)


class StaffRecoveryCode(Base):
    """One of ten codes that each stand in for the app once; kept as its Argon2id hash."""

    __tablename__ = "staff_recovery_code"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(200))


class StaffPasskey(Base):
    """A passkey: a credential record as WebAuthn Level 3, section 4, describes it, with the name its owner gave it."""

    __tablename__ = "staff_passkey"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    verifies: Mapped[bool]
    """Whether it has verified its owner by fingerprint, face or PIN (`uvInitialized`); only then it signs in alone."""
    backup_eligible: Mapped[bool]
    backed_up: Mapped[bool]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffSpentChallenge(Base):
    """The hash of a challenge that was answered, kept until its time is over: none is answered twice."""

    __tablename__ = "staff_spent_challenge"
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)


class StaffIdentity(Base):
    """Who an account is at a provider of OpenID Connect: its issuer and subject, which never change, and no address."""

    __tablename__ = "staff_identity"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class StaffLink(Base):
    """A sign-in link that works once."""

    __tablename__ = "staff_link"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class StaffPlace(Base):
    """A network somebody signed in from, as a keyed hash: enough to notice a new one, not enough to say where it is."""

    __tablename__ = "staff_place"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class StaffChange(Base):
    """Something that changed about how somebody signs in, kept until its letter is long sent."""

    __tablename__ = "staff_change"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    what: Mapped[SignInChange] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(index=True)
    network: Mapped[str] = mapped_column(String(64))
    """Of the session it was done in, as the session has it; empty when it was done for them."""
    browser: Mapped[str] = mapped_column(String(64))
