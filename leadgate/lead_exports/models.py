"""Which files of leads there were: by whom, for what, how many lines; nobody who is in one is named here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class LeadExport(Base):
    """One file that was taken along, and the code its lines are marked with."""

    __tablename__ = "lead_export"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    purpose: Mapped[str] = mapped_column(String(80))
    """The purpose's slug."""
    chosen: Mapped[str] = mapped_column(String(2000))
    """Who was chosen, as the address of the list says it."""
    columns: Mapped[list[str]] = mapped_column(JSON)
    format: Mapped[str] = mapped_column(String(4))
    by: Mapped[UUID | None]
    at: Mapped[datetime]
    lines: Mapped[int]
    """How many have left so far."""
    finished_at: Mapped[datetime | None]
    """None of one that is under way or broke off."""
