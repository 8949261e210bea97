"""What was chosen when and by whom, and the pictures of the brand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.configuration import versions
from leadgate.foundation.db import session
from leadgate.site_settings.errors import NoSuchSitePicture
from leadgate.site_settings.models import SitePicture
from leadgate.staff import queries as staff

SHOWN, MOST_VERSIONS = 20, 1_000


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """One change: when, by whom, and what it changed.

    Args:
        who: their mail address; empty where the account is gone.
        names: of the settings that were changed.
    """

    at: datetime
    who: str
    names: tuple[str, ...]


def number() -> int:
    """Of the newest version; 0 while nothing was chosen."""
    return next((one.number for one in versions.newest()), 0)


def changes() -> list[SettingsChange]:
    """The last changes, the newest first."""
    found = versions.newest(SHOWN + 1)
    before = [*found[1:], *([versions.ChosenSettings()] if found and found[-1].number == 1 else [])]
    who = {one.id: one.email for one in staff.team()}
    return [
        SettingsChange(new.at, who.get(new.by, "") if new.by else "", changed(old.texts, new.texts))
        for new, old in zip(found, before, strict=False)
        if new.at
    ]


@dataclass(frozen=True, slots=True)
class ChosenSetting:
    """One setting as it is chosen: its text, since when, and by whom."""

    text: str
    at: datetime
    who: str


def chosen() -> dict[str, ChosenSetting]:
    """Everything that is chosen in the newest version, by the names of settings."""
    rows = versions.newest(MOST_VERSIONS)
    who = {one.id: one.email for one in staff.team()}
    found = {}
    for name, text in (rows[0].texts if rows else {}).items():
        differs = next((at for at, row in enumerate(rows) if row.texts.get(name) != text), len(rows))
        since = rows[differs - 1]
        if since.at:
            found[name] = ChosenSetting(text, since.at, who.get(since.by, "") if since.by else "")
    return found


def changed(old: versions.Texts, new: versions.Texts) -> tuple[str, ...]:
    """The names of the settings that differ between two versions.

    Args:
        old, new: their texts.
    """
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def picture(picture_id: UUID) -> bytes:
    """A picture of the brand, as a PNG.

    Raises:
        NoSuchSitePicture: there is none of that id.
    """
    content = session().scalar(select(SitePicture.content).where(SitePicture.id == picture_id))
    if content is None:
        raise NoSuchSitePicture
    return content
