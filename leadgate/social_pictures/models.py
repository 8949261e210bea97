"""The table of pictures for shared links."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class SocialPicture(Base):
    """The newest picture of an asset's link, and the name of all that is shown on it."""

    __tablename__ = "social_picture"
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(16))
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
