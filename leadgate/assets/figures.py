"""How far visits get, asset by asset; never about one person."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.analytics.charts import DayBar, days
from leadgate.analytics.funnel import Funnel, funnel
from leadgate.assets.models import Asset, VisitStep
from leadgate.foundation.db import session


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the studio's list."""

    asset: Asset
    steps: dict[VisitStep, int]


def listed() -> list[Listed]:
    """Every asset with its figures, newest first and retired ones last, in two statements."""
    steps = analytics.totals_of(select(Asset.id))
    assets = session().scalars(select(Asset).order_by(Asset.retired_at.is_not(None), Asset.made_at.desc()))
    return [Listed(asset, {step: steps.get(asset.id, {}).get(step, 0) for step in VisitStep}) for asset in assets]


def funnel_of(asset_id: UUID) -> Funnel:
    """How far visits got in the last thirty days, in one statement."""
    return funnel(asset_id, list(VisitStep))


def confirmed_by_day(found: Funnel) -> list[DayBar]:
    """A bar for each day of a funnel, as high as those who confirmed on it."""
    return days(found.by_day, VisitStep.CONFIRMED)
