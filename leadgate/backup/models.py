"""Which backups were made, and where the keys they need are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class BackupCopy(Base):
    """One backup.

    Its data and the keys to it lie apart: the data may be kept for years, the keys are written anew every day without
    those of people who were erased.
    """

    __tablename__ = "backup_copy"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    folder: Mapped[str] = mapped_column(Text)
    keys_folder: Mapped[str] = mapped_column(Text)
