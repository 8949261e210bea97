"""What the privacy notice said, in versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class PrivacyNoticeVersion(Base):
    """All that the notice said from one moment until the next version, in each language; none is ever changed."""

    __tablename__ = "privacy_notice_version"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    """Over the texts (canonical JSON)."""
    texts: Mapped[dict[str, list[dict[str, Any]]]] = mapped_column(JSON)
