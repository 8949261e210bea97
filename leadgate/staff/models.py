"""Staff accounts and their sessions. Staff are not people in the sense of the register: they work here."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.permissions import Role
from leadgate.foundation.sql.tables import Base

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
PLACES_KEPT = timedelta(days=180)


class StaffAccount(Base):
    """One member of staff."""

    __tablename__ = "staff_account"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[Role] = mapped_column(String(12))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    made_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffSession(Base):
    """One browser of one member of staff; ends after 30 idle minutes or 12 hours."""

    __tablename__ = "staff_session"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_account.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


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
