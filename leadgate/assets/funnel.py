"""The funnel's counts: page views are gathered in memory, everything else is counted with the act itself.

No cookie, no visitor id: a row says that a step was reached so many times on a day. Rows are only ever added, so two
acts never wait for each other; the nightly clean-up adds them together.
"""

import threading
from collections import Counter
from datetime import timedelta
from uuid import UUID

from leadgate.assets.models import FunnelCount, Step
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.ids import new_id

FLUSH_VIEWS = 500
FLUSH_AFTER = timedelta(seconds=5)
LONGEST_SOURCE = 80

_views: Counter[tuple[UUID, Step, str]] = Counter()
_lock = threading.Lock()
_flushed_at = [clock.now()]


@action
def count(asset: UUID, step: Step, source: str = "", times: int = 1) -> None:
    """Count a step inside the act at work."""
    row = {"id": new_id(), "asset_id": asset, "day": clock.now().date(), "step": step, "source": source, "count": times}
    add_rows(FunnelCount, row)


def note(asset: UUID, step: Step, source: str) -> None:
    """Gather a step that writes nothing else, for a few seconds; a crash may lose those, which nobody was promised."""
    with _lock:
        _views[asset, step, source] += 1
        due = _views.total() >= FLUSH_VIEWS or abs(clock.now() - _flushed_at[0]) >= FLUSH_AFTER
    if due:
        flush_views()


@action
def flush_views() -> None:
    """Write what was gathered."""
    with _lock:
        gathered = list(_views.items())
        _views.clear()
        _flushed_at[0] = clock.now()
    for (asset, step, source), times in gathered:
        count(asset, step, source, times)
