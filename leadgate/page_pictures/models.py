"""Pictures of pages."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class PagePictureFile(Base):
    """A picture in two sizes, small enough for a page; known by what it was drawn from."""

    __tablename__ = "page_picture"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    narrow: Mapped[bytes] = mapped_column(LargeBinary)
    wide: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    """When it was sent last."""
