"""Counting steps of visits: looks at pages are buffered, everything else is counted with the act itself.

No cookie, no visitor id: a row says that a step was reached so many times on a day. Rows are only ever added, so two
acts never wait for each other; `adding_up` makes one of many later.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from leadgate.analytics.actions.adding_up import settled_before
from leadgate.analytics.models import StepCount, StepQuarter
from leadgate.foundation.db import action, add_rows, after_commit, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import today
from leadgate.foundation.sql.tables import row_of

Reached = tuple[UUID, str, str, date]
"""Of what, which step, from which source (empty: directly), on which day."""


@action
def count(subject_id: UUID, step: str, source: str = "", times: int = 1) -> None:
    """Count a step inside the act at work, today.

    Args:
        subject_id: of what is visited: an asset, a survey.
        step: how far the visit came, in the words of the room that counts; at most 12 signs.
        source: as `sources.source_named` answers it; empty where nobody said.
        times: how often.
    """
    write({(subject_id, step, source, today()): times})


@action
def write(counts: Mapping[Reached, int]) -> None:
    """Add counts to those of their days."""
    first = min((day for *_reached, day in counts), default=today())
    if first < settled_before():  # as examples are, whose visits lie in the past: those days are kept anew
        session().execute(delete(StepQuarter).where(StepQuarter.until >= first))
    rows = [
        row_of(StepCount, id=new_id(), subject_id=subject, step=step, source=source, day=day, count=times)
        for (subject, step, source, day), times in counts.items()
    ]
    add_rows(StepCount, rows)


def note(subject_id: UUID, step: str, source: str = "") -> None:
    """Count a step of today a few seconds later: inside an act, only once that is written; it adds no statement
    to it.

    Args:
        subject_id, step, source: as for `count`.
    """
    reached, counters = (subject_id, step, source, today()), installation().counters
    after_commit(lambda: counters.note(write, reached))
