"""What was chosen in the studio, in versions: the newest is in force, and the others say what was shown when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.sql.tables import Base

Texts = Mapping[str, str]
"""What is chosen, by the names of settings."""


class SettingsVersion(Base):
    """All that was chosen from one moment on, by whom; a change is one row more, and none is changed."""

    __tablename__ = "settings_version"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    texts: Mapped[dict[str, str]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class ChosenSettings:
    """A version: all that is chosen in it, and who made it when; before the first one nothing is."""

    number: int = 0
    texts: Texts = field(default_factory=dict)
    at: datetime | None = None
    by: UUID | None = None


def newest(most: int = 1) -> list[ChosenSettings]:
    """The newest versions, the newest first; the one before the first is none.

    Args:
        most: how many at most.
    """
    rows = session().scalars(select(SettingsVersion).order_by(SettingsVersion.number.desc()).limit(most))
    return [ChosenSettings(row.number, row.texts, row.at, row.by) for row in rows]


def texts_of(number: int) -> Texts:
    """All that was chosen in a version; nothing where there is none of that number."""
    row = session().get(SettingsVersion, number)
    return row.texts if row else {}


@action
def add(number: int, texts: Texts, *, by: UUID | None) -> None:
    """Put a version after the newest; of two at once the second meets the first, and its act is done once more.

    Args:
        number: one more than the newest one's.
        texts: all that is chosen from now on, by the names of settings.
        by: the staff account.
    """
    add_row(SettingsVersion, number=number, at=clock.now(), by=by, texts=dict(texts))
