"""Counting visits to a survey: seen, begun, finished. No cookie and no visitor id: a row says how many on a day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, after_commit, session, upsert
from leadgate.foundation.installation import installation
from leadgate.surveys.models import Visit, VisitCount

Seen = tuple[UUID, Visit, date]
"""Which survey, how far, on which day (UTC)."""


@action
def write(counts: Mapping[Seen, int]) -> None:
    """Add counts to those of their days."""
    keys = [VisitCount.survey_id, VisitCount.day, VisitCount.visit]
    for (survey, visit, day), times in sorted(counts.items()):
        row = {"survey_id": survey, "day": day, "visit": visit, "count": times}
        more = {"count": VisitCount.count + times}
        session().execute(upsert(VisitCount).values(row).on_conflict_do_update(index_elements=keys, set_=more))


def note(survey: UUID, visit: Visit) -> None:
    """Count a step a few seconds after the act it belongs to is written."""
    seen, counters = (survey, visit, clock.now().date()), installation().counters
    after_commit(lambda: counters.note(write, seen))
