"""Counting visits to a survey: seen, begun, finished. No cookie and no visitor id: a row says how many on a day."""

from collections.abc import Mapping
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, after_commit, session, upsert
from leadgate.foundation.gathering import Gathered
from leadgate.surveys.models import Visit, VisitCount


@action
def _write(counts: Mapping[tuple[UUID, Visit], int]) -> None:
    today, keys = clock.now().date(), [VisitCount.survey_id, VisitCount.day, VisitCount.visit]
    for (survey, visit), times in sorted(counts.items()):
        row = {"survey_id": survey, "day": today, "visit": visit, "count": times}
        more = {"count": VisitCount.count + times}
        session().execute(upsert(VisitCount).values(row).on_conflict_do_update(index_elements=keys, set_=more))


_gathered = Gathered(_write)


def note(survey: UUID, visit: Visit) -> None:
    """Gather a step, once the act it belongs to is written."""
    after_commit(lambda: _gathered.note((survey, visit)))


def flush() -> None:
    """Write what was gathered."""
    _gathered.flush()
