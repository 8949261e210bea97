"""The table of what pages of assets say once they have ended."""

from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class ClosedPage(Base):
    """What stands at the address of an asset that has ended; without a row, what is usual."""

    __tablename__ = "asset_closed_page"
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True)
    headline: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    instead: Mapped[list[str]] = mapped_column(JSON)
    """What it leads on to, in order, as `next_steps` names it: `asset:<id>`, `group:<id>`, `survey:<id>`."""
