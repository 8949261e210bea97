"""How far visits to assets got within some days, and what changed since the days before; never about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from leadgate.analytics import charts
from leadgate.analytics.blocks import ByOrigin, added
from leadgate.analytics.changes import Change, Rate, change, rate
from leadgate.analytics.charts import DaysBar, StepBar
from leadgate.analytics.funnel import Funnel, funnels, nothing, totals
from leadgate.analytics.spans import Span
from leadgate.analytics.types import OriginPart
from leadgate.assets import figures as assets
from leadgate.assets.types import VisitStep

STEPS = assets.STEPS


@dataclass(frozen=True, slots=True)
class Compared:
    """How far visits got within a span, beside the span before it.

    Args:
        span: the days.
        now, before: the funnels.
        is_exact: whether people are told to the last one, as to whoever may see who came; in blocks to all others.
    """

    span: Span
    now: Funnel
    before: Funnel
    is_exact: bool = False

    @property
    def changes(self) -> dict[str, Change | None]:
        """Of each step; where people are told in blocks, none before may be a few who are not told."""
        return {
            step: change(count, self.before.total[step]) if self.is_told(step) and self.is_told_before(step) else None
            for step, count in self.now.total.items()
        }

    @property
    def of_visits(self) -> dict[str, Rate | None]:
        """Which share of the visits got to each step."""
        return {step: self._share(count, self.now.total[VisitStep.SEEN]) for step, count in self.now.total.items()}

    @property
    def of_those_before(self) -> dict[str, Rate | None]:
        """Which share of those who got to the step before got to each; of the first there is none."""
        steps = list(self.now.total.items())
        after = zip(steps[1:], steps, strict=False)
        return {steps[0][0]: None} | {step: self._share(count, former) for (step, count), (_name, former) in after}

    def _share(self, count: int, of: int) -> Rate | None:
        """None where people are told in blocks and looks are not, or where some came by visits of earlier days."""
        return rate(count, of) if self.is_exact and of > 0 and count <= of else None

    def is_told_before(self, step: str) -> bool:
        """Whether there is something to tell of a step in the days before."""
        return self.is_exact or step in STEPS.views or bool(self.before.total[step])

    @property
    def bars(self) -> list[StepBar]:
        """One per step."""
        return charts.steps(self.now.total)

    @property
    def days(self) -> list[DaysBar]:
        """Those who confirmed, in blocks of days."""
        return charts.days(self.now.told, VisitStep.CONFIRMED, self.span)

    def is_told(self, step: str) -> bool:
        """Whether there is something to tell of a step: of people, some days of the span at least."""
        return self.is_exact or step in STEPS.views or bool(self.now.total[step])

    def by(self, part: OriginPart) -> ByOrigin:
        """By one word of origins."""
        return self.now.by(part, STEPS)


@dataclass(frozen=True, slots=True)
class OfAsset:
    """One line of the overview."""

    asset_id: UUID
    title: str
    language: str
    compared: Compared


def of_asset(asset_id: UUID, span: Span, *, exactly: bool) -> Compared:
    """Of one asset, in one statement.

    Args:
        asset_id: of the asset.
        span: the days.
        exactly: whether whoever reads may see who came.
    """
    return _compared(span, funnels([asset_id], STEPS, [span, span.before], exactly=exactly).get(asset_id), exactly)


def overview(span: Span, *, exactly: bool) -> list[OfAsset]:
    """Of each asset that is not archived, the newest first, in four statements.

    Args:
        span: the days.
        exactly: whether whoever reads may see who came.
    """
    listed = assets.current()
    found = totals([one.id for one in listed], STEPS, [span, span.before], exactly=exactly)
    return [OfAsset(one.id, one.title, one.language, _compared(span, found.get(one.id), exactly)) for one in listed]


def together(lines: Iterable[OfAsset], span: Span) -> Compared:
    """Of all lines: sums of what is told, so that no line follows from the others and the sum."""
    lines = list(lines)
    sums = [added([nothing(STEPS, span).total, *(one.total for one in some)]) for some in _both(lines)]
    return Compared(span, Funnel(sums[0]), Funnel(sums[1]), is_exact=any(one.compared.is_exact for one in lines))


def _both(lines: list[OfAsset]) -> tuple[list[Funnel], list[Funnel]]:
    return [one.compared.now for one in lines], [one.compared.before for one in lines]


def _compared(span: Span, found: list[Funnel] | None, exactly: bool) -> Compared:
    now, before = found or (nothing(STEPS, span), nothing(STEPS, span.before))
    return Compared(span, now, before, exactly)


def row_of(found: Compared) -> dict[str, object]:
    """A line of a file: figures, those of the days before, changes in percent, what share of visits became leads."""
    row: dict[str, object] = {step: count if found.is_told(step) else "" for step, count in found.now.total.items()}
    changes = found.changes
    before = {
        f"{step}_before": count if found.is_told_before(step) else "" for step, count in found.before.total.items()
    }
    percents = {
        f"{step}_change": "" if one is None or one.is_new else round(100 * one.by) for step, one in changes.items()
    }
    became = found.of_visits[VisitStep.CONFIRMED]
    bounds = [became.value, became.low, became.high] if became else ["", "", ""]
    names = ("leads_of_visits", "leads_of_visits_low", "leads_of_visits_high")
    leads = {name: round(one, 4) if isinstance(one, float) else one for name, one in zip(names, bounds, strict=True)}
    return row | before | percents | leads
