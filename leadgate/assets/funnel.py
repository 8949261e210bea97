"""The funnel's counts: page views are buffered, everything else is counted with the act itself.

No cookie, no visitor id: a row says that a step was reached so many times on a day. Rows are only ever added, so two
acts never wait for each other; the nightly clean-up adds them together.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from leadgate.assets.models import FunnelCount, Step
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation

Seen = tuple[UUID, Step, str, date]
"""Which asset, how far, from which source, on which day (UTC)."""


@action
def count(asset: UUID, step: Step, source: str = "", times: int = 1) -> None:
    """Count a step inside the act at work."""
    write({(asset, step, source, clock.now().date()): times})


@action
def write(counts: Mapping[Seen, int]) -> None:
    """Add counts to those of their days."""
    named = ({"asset_id": asset, "step": step, "source": source, "day": day} for asset, step, source, day in counts)
    rows = [{"id": new_id(), **names, "count": times} for names, times in zip(named, counts.values(), strict=True)]
    add_rows(FunnelCount, *rows)


def note(asset: UUID, step: Step, source: str) -> None:
    """Count a step that writes nothing else, a few seconds later."""
    installation().counters.note(write, (asset, step, source, clock.now().date()))
