"""Reading which motivations of an asset convert, and of which assets that is due to be counted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.assets.queries import AssetRow
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.scoring.models import MotivationReport

MADE_EVERY = timedelta(hours=6)
LOOKED_AT_FOR = timedelta(days=30)
"""So long after somebody last looked the figures of an asset are kept up to date."""


@dataclass(frozen=True)
class Motivations:
    """The figures of an asset as its page shows them.

    Args:
        body: none while nothing is counted.
        is_wanted: whether the workers count, and keep it up to date.
    """

    asset: AssetRow
    body: Mapping[str, Any] | None
    made_at: datetime | None
    is_wanted: bool


def motivations_of(asset: AssetRow) -> Motivations:
    """The figures of an asset; none while they are counted."""
    row = session().get(MotivationReport, asset.id)
    if row is None:
        return Motivations(asset, None, None, is_wanted=False)
    is_wanted = row.wanted_at >= clock.now() - LOOKED_AT_FOR
    return Motivations(asset, json.loads(row.body) if row.body else None, row.made_at, is_wanted)


def due() -> Sequence[UUID]:
    """The assets whose figures somebody looks at and that are old or gone."""
    now = clock.now()
    rows = session().scalars(select(MotivationReport).where(MotivationReport.wanted_at >= now - LOOKED_AT_FOR))
    return [row.asset_id for row in rows if row.made_at is None or now - row.made_at >= MADE_EVERY]
