"""The table of the moderators' desk: who is on which request."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class RequestClaim(Base):
    """That a moderator is on a request right now; lapses by itself."""

    __tablename__ = "membership_request_claim"
    request_id: Mapped[UUID] = mapped_column(ForeignKey("membership_request.id", ondelete="CASCADE"), primary_key=True)
    by: Mapped[UUID]
    until: Mapped[datetime]
