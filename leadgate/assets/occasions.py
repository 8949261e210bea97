"""After a download somebody can be asked how it was."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.assets import queries
from leadgate.assets.models import Download, Grant
from leadgate.questions.occasions import Occasion, declare


def _places() -> list[tuple[UUID, str]]:
    return [(asset.id, asset.title) for asset in queries.published()]


def _between(asset: UUID | None, begins: datetime, ends: datetime) -> Select[UUID]:
    found = select(Download.person_id).where(Download.at >= begins, Download.at < ends).distinct()
    if asset:
        found = found.join(Grant, Grant.id == Download.grant_id).where(Grant.asset_id == asset)
    return found


declare(Occasion("download", _("the download of an asset"), _places, _between))
