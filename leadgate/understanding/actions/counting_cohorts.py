"""Counting cohorts: what a worker counts of people now and then is kept as figures."""

from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, write
from leadgate.foundation.sql.tables import Base
from leadgate.understanding.cohorts import Cohorts, counted, kept, months, rounded
from leadgate.understanding.models import CohortConsent, CohortFigure
from leadgate.understanding.types import CohortStep


def count_cohorts() -> None:
    """Count all cohorts anew; reading keeps no writer waiting."""
    keep(counted(), kept())


@action
def keep(now: Cohorts, before: Cohorts) -> None:
    """Keep what may be told of cohorts.

    Args:
        now: how many did what, exactly.
        before: what was kept: what people did stays counted when they go, who may be written to does not.
    """
    steps = []
    for month in sorted(now.steps.keys() | before.steps.keys()):
        new, so_far = now.steps.get(month, {}), before.steps.get(month, {})
        for step in CohortStep:
            count = max(rounded(new.get(step, 0)), so_far.get(step, 0))
            steps.append({"month": month, "step": step.value, "count": count})
    consents = [
        {"month": month, "purpose_id": purpose, "count": rounded(now.writable.get(purpose, {}).get(month, 0))}
        for purpose in now.writable.keys() | before.writable.keys()
        for month in months()
    ]
    _keep(CohortFigure, ["month", "step"], steps)
    _keep(CohortConsent, ["month", "purpose_id"], consents)


def _keep(table: type[Base], key: list[str], rows: list[dict[str, object]]) -> None:
    said = upsert(table)
    newer = {"count": said.excluded["count"]}
    if rows:
        write(said.on_conflict_do_update(index_elements=key, set_=newer), rows)
