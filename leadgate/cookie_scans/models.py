"""Tables of scans and what they found; nothing in them is about a person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.cookie_scans.types import Every, FindingKind, Phase, ScanState, SetHow
from leadgate.foundation.sql.tables import Base


class CookieScan(Base):
    """One look at a site; the last ten of each site are kept."""

    __tablename__ = "cookie_scan"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    """The account that asked for it; none where a schedule or the command line did."""
    state: Mapped[ScanState] = mapped_column(String(8))
    pages: Mapped[list[str]] = mapped_column(JSON)
    """Addresses that were looked at."""
    asked: Mapped[bool]
    """Whether the site asked through us, so that it was seen after a refusal and an acceptance, too."""
    leaks: Mapped[int]
    """So much was there before the answer or after a refusal that may not be, by the notice of that moment."""


class CookieFinding(Base):
    """One thing that was stored, or one host that was reached, in one visit of a scan."""

    __tablename__ = "cookie_finding"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    scan_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_scan.id", ondelete="CASCADE"), index=True)
    phase: Mapped[Phase] = mapped_column(String(10))
    kind: Mapped[FindingKind] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(253))
    host: Mapped[str] = mapped_column(String(253))
    third: Mapped[bool]
    days: Mapped[int | None]
    flags: Mapped[str] = mapped_column(String(200))
    set_how: Mapped[SetHow] = mapped_column(String(8))
    setter: Mapped[str] = mapped_column(String(500))
    service: Mapped[str] = mapped_column(String(120))
    company: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(20))
    """What was known of it, by the Open Cookie Database; empty where nothing was."""
    purpose: Mapped[str] = mapped_column(String(20))
    """The one it was declared under, by the notice of that moment; empty where it was not."""
    leak: Mapped[bool]
    """Whether it was there before a yes although it may not be, by the notice of that moment."""


class CookieScanPlan(Base):
    """How often a site is looked at without being asked."""

    __tablename__ = "cookie_scan_plan"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("cookie_site.id"), primary_key=True)
    every: Mapped[Every] = mapped_column(String(8))
    due_at: Mapped[datetime] = mapped_column(index=True)
    """When the next look is to be asked for."""
