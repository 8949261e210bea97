"""The memory of a witness that is a leadgate."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class WitnessedLog(Base):
    """The largest checkpoint of a log elsewhere that was cosigned here."""

    __tablename__ = "witnessed_log"
    origin: Mapped[str] = mapped_column(String(500), primary_key=True)
    size: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]
