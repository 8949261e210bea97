"""Looking: seeing whom a figure speaks of is an act of its own, and on the record before anything is shown."""

from collections.abc import Iterable
from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.permissions import Staff
from leadgate.ledger.actions.recording import record_looks


@action
def note_look(goal: UUID, people: Iterable[UUID], *, by: Staff) -> None:
    """Note that a member of staff looked at the people who are like the good leads of a goal."""
    audit.record("score:look", actor=by.id, subject=goal)
    record_looks(people, act="score:look", by=by.id, role=by.role)
