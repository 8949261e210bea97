"""Why people wanted something: what they chose in its form, counted when they confirmed, and told as origins are.

Whoever may see who came is told to the last one, of any days, as of each other step. For everybody else a reason stands
by itself where five gave it within some whole days, and among several where fewer did, so that neither a span nor the
difference of two tells of one person; shares are of those told by their reason. What was counted stays when people go.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from leadgate.analytics.blocks import SEVERAL
from leadgate.analytics.funnel import Steps, funnels
from leadgate.analytics.sources import reasons_of
from leadgate.analytics.spans import Span
from leadgate.assets import figures as assets
from leadgate.assets.queries import AssetRow
from leadgate.assets.types import VisitStep

MOST_LINES = 10
_STEPS = Steps((), (VisitStep.CONFIRMED,))


@dataclass(frozen=True, slots=True)
class Reason:
    """How many wanted something for a reason.

    Args:
        words: as they stand in the form; empty for several reasons of which each is too few.
        count: how many chose it.
        share: of all who are told of by their reason, from 0 to 1; None of several reasons.
    """

    words: str
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class ReasonsOf:
    """Why people wanted one thing, the most frequent reason first.

    Args:
        asset: what they wanted.
        answered: how many said why, as far as it is told.
        reasons: each, and last several together that are not told apart.
        is_exact: whether everybody is told of, whom whoever reads may see.
    """

    asset: AssetRow
    answered: int
    reasons: list[Reason]
    is_exact: bool

    @property
    def named(self) -> int:
        """How many are told of by their reason."""
        return sum(one.count for one in self.reasons if one.words)

    @property
    def top(self) -> list[Reason]:
        """Those that are shown at a glance."""
        return self.reasons[:MOST_LINES]


def of_assets(listed: Iterable[AssetRow], span: Span, *, exactly: bool) -> list[ReasonsOf]:
    """Why people wanted some assets, of each of which a reason is told by itself, in one statement.

    Args:
        listed: the assets.
        span: the days on which they confirmed.
        exactly: whether whoever reads may see who came.
    """
    asked = {reasons_of(one.id): one for one in listed}
    found = funnels([*asked], _STEPS, [span], exactly=exactly)
    told = [_told(asset, found[key][0].cells, exactly) for key, asset in asked.items() if key in found]
    return [one for one in told if one.reasons and one.reasons[0].words]


def overview(span: Span, *, exactly: bool) -> list[ReasonsOf]:
    """Of each asset that is not archived, those with the most answers first.

    Args:
        span: the days on which they confirmed.
        exactly: whether whoever reads may see who came.
    """
    return sorted(of_assets(assets.current(), span, exactly=exactly), key=lambda one: -one.answered)


def _told(asset: AssetRow, cells: Mapping[str, Mapping[str, int]], exactly: bool) -> ReasonsOf:
    words, counts = dict(asset.motivations), dict[str, int]()
    for code, reached in cells.items():
        said = "" if code == SEVERAL else words.get(code, code)
        counts[said] = counts.get(said, 0) + reached.get(VisitStep.CONFIRMED, 0)
    answered = sum(counts.values())
    named = answered - counts.get("", 0)
    lines = [Reason(said, count, count / named if said else None) for said, count in counts.items() if count]
    return ReasonsOf(asset, answered, sorted(lines, key=lambda one: (not one.words, -one.count, one.words)), exactly)


def rows_of(found: Iterable[ReasonsOf], several: str) -> Iterator[Mapping[str, object]]:
    """A row of a file for each reason of each asset.

    Args:
        found: as they are shown.
        several: what stands for several reasons.
    """
    for one in found:
        for reason in one.reasons:
            yield {
                "asset": one.asset.title,
                "reason": reason.words or several,
                "people": reason.count,
                "answered": one.answered,
                "told_by_reason": one.named,
                "share": "" if reason.share is None else round(reason.share, 4),
            }
