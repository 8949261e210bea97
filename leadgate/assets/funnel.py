"""The funnel's counts: page views are gathered in memory, everything else is counted with the act itself.

No cookie, no visitor id: a row says that a step was reached so many times on a day. Rows are only ever added, so two
acts never wait for each other; the nightly clean-up adds them together.
"""

from collections.abc import Mapping
from uuid import UUID

from leadgate.assets.models import FunnelCount, Step
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.gathering import Gathered
from leadgate.foundation.ids import new_id


@action
def count(asset: UUID, step: Step, source: str = "", times: int = 1) -> None:
    """Count a step inside the act at work."""
    row = {"id": new_id(), "asset_id": asset, "day": clock.now().date(), "step": step, "source": source, "count": times}
    add_rows(FunnelCount, row)


@action
def _write(counts: Mapping[tuple[UUID, Step, str], int]) -> None:
    for (asset, step, source), times in counts.items():
        count(asset, step, source, times)


_gathered = Gathered(_write)


def note(asset: UUID, step: Step, source: str) -> None:
    """Gather a step that writes nothing else."""
    _gathered.note((asset, step, source))


def flush_views() -> None:
    """Write what was gathered."""
    _gathered.flush()
