"""Counting cohorts: what a worker counts of people now and then is kept as figures."""

from collections.abc import Mapping
from datetime import date

from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, write
from leadgate.understanding import cohorts
from leadgate.understanding.models import CohortFigure
from leadgate.understanding.types import CohortStep


def count_cohorts() -> None:
    """Count all cohorts anew; reading keeps no writer waiting."""
    keep(cohorts.counted(), cohorts.kept())


@action
def keep(counted: Mapping[date, cohorts.Counts], before: Mapping[date, cohorts.Counts]) -> None:
    """Keep what may be told of cohorts.

    Args:
        counted: how many did what, exactly.
        before: what was kept: what people did stays counted when they go.
    """
    rows = []
    for month in sorted(counted.keys() | before.keys()):
        now, so_far = counted.get(month, {}), before.get(month, {})
        for step in CohortStep:
            new = cohorts.rounded(now.get(step, 0))
            stays = 0 if step is CohortStep.AGREES else so_far.get(step, 0)
            rows.append({"month": month, "step": step.value, "count": max(new, stays)})
    said = upsert(CohortFigure)
    newer = {"count": said.excluded.count}
    if rows:
        write(said.on_conflict_do_update(index_elements=["month", "step"], set_=newer), rows)
