"""Noting: whatever is published becomes a version, from wherever it was done."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from leadgate.asset_editor.models import AssetPublication
from leadgate.asset_editor.typed import typed_of
from leadgate.assets import queries as assets
from leadgate.assets.events import AssetPublished
from leadgate.assets.queries import AssetGate
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id


def note_version(event: AssetPublished) -> None:
    """Keep what everybody sees from now on."""
    _note(assets.gate_of(event.asset_id, "en"), clock.now(), event.by, event.note)


def note_first(gate: AssetGate) -> None:
    """Keep what everybody sees before the first change of an asset that is older than its versions; inside an act."""
    if gate.asset.published_at and not _newest(gate.asset.id):
        _note(gate, gate.asset.published_at, None, "")


def _newest(asset_id: UUID) -> int:
    mine = select(func.max(AssetPublication.number)).where(AssetPublication.asset_id == asset_id)
    return session().scalar(mine) or 0


def _note(gate: AssetGate, at: datetime, by: UUID | None, note: str) -> None:
    row = AssetPublication(
        id=new_id(),
        asset_id=gate.asset.id,
        number=_newest(gate.asset.id) + 1,
        version_id=gate.version.id,
        typed=json.dumps(typed_of(gate)),
        by=by,
        note=note,
        at=at,
    )
    session().add(row)
    session().flush()
