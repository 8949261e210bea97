"""A download is an activity: to ask how it was, and to see what good leads did."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.assets import queries
from leadgate.assets.models import Download, Grant
from leadgate.people.activities import Activity


def _places() -> list[tuple[UUID, str]]:
    return [(asset.id, asset.title) for asset in queries.published()]


def _came(asset: UUID | None) -> Select[Any, Any]:
    found = select(Download.person_id, Download.at)
    return found.join(Grant, Grant.id == Download.grant_id).where(Grant.asset_id == asset) if asset else found


DOWNLOAD = Activity("download", _("the download of an asset"), _places, _came)
