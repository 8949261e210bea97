"""How far visits to assets got within some days, and what changed since the days before; never about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from leadgate.analytics import charts
from leadgate.analytics.blocks import ByOrigin, added
from leadgate.analytics.changes import Change, change
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
        """Of each step."""
        return {step: change(count, self.before.total[step]) for step, count in self.now.total.items()}

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
    """The figures of a line of a file, with the change of each in percent; empty where there is nothing to say."""
    row: dict[str, object] = {step: count if found.is_told(step) else "" for step, count in found.now.total.items()}
    changes = found.changes
    return row | {f"{step}_change": "" if one is None else round(100 * one.by) for step, one in changes.items()}
