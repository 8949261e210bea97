"""Resources of a group: what its moderators want its members to find at once."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class Resource(Base):
    """A download of this site, or an address elsewhere; one of the two."""

    __tablename__ = "group_resource"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    thing: Mapped[UUID | None]
    """What one can hold, of whichever room."""
    address: Mapped[str] = mapped_column(String(500))
