"""The table of pages that say the same in several languages."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class AssetTwin(Base):
    """That an asset's page is there in other languages: all of one family say the same."""

    __tablename__ = "asset_twin"
    asset_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of the asset, which may still be a draft and not be there yet."""
    family_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    """Which was first: of two in one language it is what readers are led to."""
