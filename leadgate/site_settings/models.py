"""Pictures of the brand, and the last looks at the sender of letters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, LargeBinary, String
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


class SenderCheck(Base):
    """The last look at the sender: what the DNS says of its domain, and how a test letter went. Names nobody.

    `about` is what was looked at; of another domain, or another server, it says nothing any more.
    """

    __tablename__ = "sender_check"
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    about: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime]
    found: Mapped[list[dict[str, str]]] = mapped_column(JSON)
