"""How far visits get: every asset's figures, one asset's funnel; never about one person."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.assets.models import Asset, Step
from leadgate.foundation import clock
from leadgate.foundation.db import session


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the studio's list."""

    asset: Asset
    steps: dict[Step, int]


def listed() -> list[Listed]:
    """Every asset with its figures, in two statements."""
    steps = analytics.totals_of(select(Asset.id))
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
    none = dict.fromkeys(Step, 0)
    found = Funnel(dict(none), {}, {since + timedelta(days=at): dict(none) for at in range(days)})
    for reached in analytics.reached_since(asset, since):
        by_source = found.by_source.setdefault(reached.source, dict(none))
        for counts in (found.total, by_source, found.by_day.get(reached.day, {})):
            counts[Step(reached.step)] = counts.get(Step(reached.step), 0) + reached.count
    return found
