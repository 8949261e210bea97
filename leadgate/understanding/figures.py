"""How far visits to assets got within some days, and what changed since the days before; never about one person."""

from collections.abc import Iterable, Mapping
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
    """How far visits got within a span, beside the span before it."""

    span: Span
    now: Funnel
    before: Funnel

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
        return step in STEPS.views or bool(self.now.total[step])

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


def of_asset(asset_id: UUID, span: Span) -> Compared:
    """Of one asset, in one statement."""
    return _compared(span, funnels([asset_id], STEPS, [span, span.before]).get(asset_id))


def overview(span: Span) -> list[OfAsset]:
    """Of each asset that is not archived, the newest first, in four statements."""
    listed = assets.current()
    found = totals([one.id for one in listed], STEPS, [span, span.before])
    return [OfAsset(one.id, one.title, one.language, _compared(span, found.get(one.id))) for one in listed]


def together(lines: Iterable[OfAsset], span: Span) -> Compared:
    """Of all lines: sums of what is told, so that no line follows from the others and the sum."""
    lines = list(lines)
    sums = [added([nothing(STEPS, span).total, *(one.total for one in some)]) for some in _both(lines)]
    return Compared(span, Funnel(sums[0]), Funnel(sums[1]))


def _both(lines: list[OfAsset]) -> tuple[list[Funnel], list[Funnel]]:
    return [one.compared.now for one in lines], [one.compared.before for one in lines]


def _compared(span: Span, found: list[Funnel] | None) -> Compared:
    now, before = found or (nothing(STEPS, span), nothing(STEPS, span.before))
    return Compared(span, now, before)


def row_of(total: Mapping[str, int], changes: Mapping[str, Change | None]) -> dict[str, object]:
    """The figures of a line of a file, with the change of each in percent, as far as there is something to say."""
    row: dict[str, object] = dict(total)
    return row | {f"{step}_change": "" if one is None else round(100 * one.by) for step, one in changes.items()}
