"""Tables of other sites and what they ask; nothing in them is about a person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.cookies.types import Mode
from leadgate.foundation.sql.tables import Base


class CookieSite(Base):
    """A site of the controller's that asks through us, and what it is about to ask."""

    __tablename__ = "cookie_site"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    origins: Mapped[list[str]] = mapped_column(JSON)
    """Where its pages are, exactly: scheme, host and port."""
    parent_domain: Mapped[str] = mapped_column(String(253))
    """Below which one answer holds for all hosts; empty where it holds for each host alone."""
    mode: Mapped[Mode] = mapped_column(String(12))
    languages: Mapped[list[str]] = mapped_column(JSON)
    draft: Mapped[str] = mapped_column(Text)
    """What it stores, as it is being written (`documents.Described` as JSON)."""
    edition: Mapped[int]
    """Counts changes of the draft: whoever changes an older one is told."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class CookieNotice(Base):
    """Everything that was shown to visitors of a site, for good."""

    __tablename__ = "cookie_notice"
    __table_args__ = (UniqueConstraint("site_id", "number"), UniqueConstraint("site_id", "short"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    """Of `document`."""
    short: Mapped[str] = mapped_column(String(8))
    """The beginning of the hash, by which a visitor's cookie names it."""
    document: Mapped[str] = mapped_column(Text)
    """Canonical JSON of the site, its languages and what it stores."""
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None]
    retired_at: Mapped[datetime | None]
    """When the next took its place."""


class CookieScript(Base):
    """The script of a notice as it was pinned by its hash; other sites name it, so it stays as it was."""

    __tablename__ = "cookie_script"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(8), primary_key=True)
    """The beginning of its hash."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
