"""What stands at the address of an asset that has ended, and what follows from ending one."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from leadgate.analytics import queries as analytics
from leadgate.analytics.sources import source_of
from leadgate.asset_endings.models import ClosedPage
from leadgate.asset_endings.types import Consequences, Ended
from leadgate.assets import figures
from leadgate.assets import queries as assets
from leadgate.assets.actions.ending import may_be_deleted
from leadgate.assets.queries import AssetGate
from leadgate.foundation.db import session
from leadgate.foundation.local_time import today
from leadgate.next_steps import queries as next_steps
from leadgate.next_steps.types import NextStep, StepKind
from leadgate.surveys import follow_ups

SEEN = "seen"
"""The step of a visit that assets count first."""
SOURCE = "ended"
"""The word by which visits from the page of something that has ended are counted."""
INSTEAD = (StepKind.ASSET, StepKind.GROUP, StepKind.SURVEY)
MOST_INSTEAD = 3
"""So many other assets are offered where nobody chose."""


def to_choose_from(gate: AssetGate, language: str) -> list[NextStep]:
    """What the page of an asset that has ended may lead on to.

    Args:
        gate: the asset's.
        language: of titles that are there in several.
    """
    return [one for one in next_steps.to_choose_from(gate, language, SOURCE) if one.kind in INSTEAD]


def closed_page(gate: AssetGate) -> ClosedPage | None:
    """What was written for an asset's end; None where nothing was."""
    return session().get(ClosedPage, gate.asset.id)


def ended(gate: AssetGate | None, language: str) -> Ended:
    """What stands at the address of an asset that has ended.

    Args:
        gate: the asset's; None where it was deleted.
        language: the reader's.
    """
    row = closed_page(gate) if gate else None
    if gate is None or row is None:
        return Ended("", "", _usual(gate, language))
    return Ended(row.headline, row.words, next_steps.named(row.instead, gate, language, SOURCE))


def _usual(gate: AssetGate | None, language: str) -> Sequence[NextStep]:
    """What is open, first what is in the language of what has ended."""
    spoken = gate.asset.language if gate else language
    others = sorted(next_steps.other_assets(gate, SOURCE), key=lambda one: one.language != spoken)
    return others[:MOST_INSTEAD]


def consequences(gate: AssetGate) -> Consequences:
    """What follows from the end of an asset.

    Args:
        gate: the asset's.
    """
    asset, seen = gate.asset, _seen_lately(gate.asset.id)
    titles = assets.titles("")
    suggesting = next_steps.suggesting(f"{StepKind.ASSET.value}:{asset.id}")
    surveys = follow_ups.asking_after(asset.id)
    return Consequences(
        hanging=figures.hanging_on(asset.id),
        visits=seen.total(),
        sources=[source for source in seen if source],
        suggested_by=[titles[one] for one in suggesting if one in titles],
        surveys=surveys,
        may_be_deleted=may_be_deleted(asset) and not surveys,
    )


def _seen_lately(asset_id: UUID) -> Counter[str]:
    """How often its page was seen in the last thirty days, by the sources of its links."""
    seen: Counter[str] = Counter()
    for one in analytics.reached_since(asset_id, today() - timedelta(days=29)):
        seen[source_of(one.source)] += one.count * (one.step == SEEN)
    return +seen
