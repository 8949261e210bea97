"""The table of what was chosen."""

from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class NextSteps(Base):
    """What an asset's thank-you page suggests, in order; without a row, to tell others."""

    __tablename__ = "asset_next_steps"
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True)
    steps: Mapped[list[str]] = mapped_column(JSON)
    """Each a kind and what of that kind: `survey:<id>`, `group:<id>`, `asset:<id>`, `share`."""
