"""How far visits get: every asset's figures, one asset's funnel; never about one person."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from leadgate.assets.models import Asset, FunnelCount, Step
from leadgate.foundation import clock
from leadgate.foundation.db import session


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the studio's list."""

    asset: Asset
    steps: dict[Step, int]


def listed() -> list[Listed]:
    """Every asset with its figures, in two statements."""
    counts = session().execute(
        select(FunnelCount.asset_id, FunnelCount.step, func.sum(FunnelCount.count)).group_by(
            FunnelCount.asset_id, FunnelCount.step
        )
    )
    steps: dict[UUID, dict[Step, int]] = {}
    for asset_id, step, count in counts:
        steps.setdefault(asset_id, {})[Step(step)] = int(count)
    assets = session().scalars(select(Asset).order_by(Asset.made_at.desc()))
    return [Listed(asset, {step: steps.get(asset.id, {}).get(step, 0) for step in Step}) for asset in assets]


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far visits got: in all, by source, by day."""

    total: dict[Step, int]
    by_source: dict[str, dict[Step, int]]
    by_day: dict[date, dict[Step, int]]

    @property
    def most_in_a_day(self) -> int:
        """How many confirmed on the busiest day."""
        return max(counts[Step.CONFIRMED] for counts in self.by_day.values())


def funnel(asset: UUID, days: int = 30) -> Funnel:
    """The funnel of the last days, in one statement."""
    since = (clock.now() - timedelta(days=days - 1)).date()
    rows = session().execute(
        select(FunnelCount.day, FunnelCount.source, FunnelCount.step, func.sum(FunnelCount.count))
        .where(FunnelCount.asset_id == asset, FunnelCount.day >= since)
        .group_by(FunnelCount.day, FunnelCount.source, FunnelCount.step)
    )
    none = dict.fromkeys(Step, 0)
    found = Funnel(dict(none), {}, {since + timedelta(days=at): dict(none) for at in range(days)})
    for day, source, step, count in rows:
        for counts in (found.total, found.by_source.setdefault(source, dict(none)), found.by_day.get(day, {})):
            counts[Step(step)] = counts.get(Step(step), 0) + int(count)
    return found
