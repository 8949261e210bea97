"""Pictures of the brand."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class SitePicture(Base):
    """A logo or an icon as it was drawn anew, of few kilobytes; one that was ever chosen stays, as what was shown.

    It lies in the database, with the version that names it: both are there, or neither.
    """

    __tablename__ = "site_picture"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    was_chosen: Mapped[bool]
