"""Counting which motivations convert, away from any request, for the assets whose figures somebody looks at."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.scoring import motivations
from leadgate.scoring.models import MotivationReport


@action
def want(asset: UUID) -> None:
    """Say that somebody looks at the figures of an asset; the workers bring them."""
    put_row(MotivationReport, {"asset_id": asset}, {"wanted_at": clock.now()})


def count_due() -> int:
    """Count what is due; answers of how many assets."""
    due = motivations.due()
    if not due:
        return 0
    # What it takes to count weighs more than a worker should carry that never does.
    from leadgate.scoring import conversions

    for asset in due:
        forget_what_was_read()
        begun, stood = clock.now(), _made_at(asset)
        body = conversions.figures_of(conversions.count(asset))
        _keep(asset, stood, begun, json.dumps(body))
    return len(due)


def _made_at(asset: UUID) -> datetime | None:
    return session().get_one(MotivationReport, asset).made_at


@action
def _keep(asset: UUID, stood: datetime | None, begun: datetime, body: str) -> None:
    """Keep the figures, unless somebody who was part of them has gone since."""
    mine = update(MotivationReport).where(MotivationReport.asset_id == asset)
    mine = mine.where(MotivationReport.made_at.is_not_distinct_from(stood))
    session().execute(mine.values(made_at=begun, body=body))
