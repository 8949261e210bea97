"""Moving a request from one state to another: one guarded UPDATE, of which two at once never both succeed."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, delete, select, update

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import rows_that_stay
from leadgate.foundation.db import action, add_row, add_rows, read_row, run, session, write
from leadgate.foundation.ids import new_id
from leadgate.foundation.sql.tables import row_of
from leadgate.joining.errors import DecidedMeanwhile, NoSuchRequest
from leadgate.joining.models import MembershipRequest, MembershipStep, RequestAnswers, RequestMessage
from leadgate.joining.types import MOVES, JoinState, JoinStep, RequestRow

KEPT = timedelta(days=180)
"""How long it is remembered that somebody asked, and what was decided."""
ARRIVED = "arrived"
DECIDED = (JoinState.APPROVED, JoinState.DECLINED, JoinState.IGNORED, JoinState.WITHDRAWN, JoinState.EXPIRED)


@action
def move(
    request: UUID,
    to: JoinState,
    *,
    what: str = "",
    by: UUID | None = None,
    rule: str = "",
    seen: int | None = None,
    heard_after: timedelta = timedelta(),
    values: Mapping[str, object] | None = None,
) -> MembershipRequest:
    """Move a request, if it is where one can move it from.

    Args:
        request: the request's id.
        to: the new state.
        what: the step, where its name is not the new state's.
        by: the moderator, if one did it.
        rule: which rule did it, if none did.
        seen: the version somebody saw when they decided; any when None.
        heard_after: how long the move can be undone before the person hears of it.
        values: further columns to write.

    Returns:
        The request as it is then.

    Raises:
        DecidedMeanwhile: it is somewhere else, or another version than the one seen.
        NoSuchRequest: there is none of that id.
    """
    step, now = new_id(), clock.now()
    written: dict[str, Any]
    if to in DECIDED:
        decision = {"decision": step, "decided_at": now, "decided_by": by, "heard_at": now + heard_after}
        written = {**decision, "lapses_at": None, "expires_at": now + KEPT, **(values or {})}
    else:
        undecided = dict.fromkeys(("decision", "decided_at", "decided_by", "heard_at", "reason", "expires_at"))
        written = {**undecided, **(values or {})}
    session().flush()
    moved = _moving(to, frozenset(written), seen is not None)
    if (
        run(moved, {"request": request, "seen": seen, **{f"new_{name}": one for name, one in written.items()}}).rowcount
        != 1
    ):
        raise DecidedMeanwhile if session().get(MembershipRequest, request) else NoSuchRequest
    row = session().get_one(MembershipRequest, request, populate_existing=True)
    if what != ARRIVED:  # nothing was dated, and nobody has said anything before
        _end_answers(row, now if to in DECIDED else None)
    _note(row, step, now, what or to, by=by, rule=rule)
    return row


@cache
def _moving(to: JoinState, columns: frozenset[str], versioned: bool) -> Update:
    """The guarded UPDATE itself, made once for each move there is."""
    from_where = [state for state, onward in MOVES.items() if to in onward]
    mine = update(MembershipRequest).where(
        MembershipRequest.id == bindparam("request"), MembershipRequest.state.in_(from_where)
    )
    if versioned:
        mine = mine.where(MembershipRequest.version == bindparam("seen"))
    written = {name: bindparam(f"new_{name}", type_=MembershipRequest.__table__.c[name].type) for name in columns}
    return mine.values(state=to, version=MembershipRequest.version + 1, **written)


_KEPT_DAYS = select(RequestAnswers.kept_days).where(RequestAnswers.request_id == bindparam("request"))
_DATED = [
    update(table).where(table.request_id == bindparam("request")).values(expires_at=bindparam("ends"))
    for table in (RequestAnswers, RequestMessage)
]


def _end_answers(row: MembershipRequest, decided_at: object) -> None:
    """Date the end of what was answered and said; undated while the request waits."""
    kept = read_row(_KEPT_DAYS, {"request": row.id})
    if kept is None:
        return
    ends = row.decided_at + timedelta(days=kept[0]) if decided_at and row.decided_at else None
    for dated in _DATED:
        write(dated, {"request": row.id, "ends": ends})


def forget_answers(row: MembershipRequest) -> None:
    """Delete what was answered and said at once."""
    session().execute(delete(RequestAnswers).where(RequestAnswers.request_id == row.id))
    session().execute(delete(RequestMessage).where(RequestMessage.request_id == row.id))


def note(row: MembershipRequest, what: str, *, by: UUID | None = None) -> None:
    """Add a step that moves nothing.

    Args:
        row: the request.
        what: the step.
        by: the moderator; None for the applicant and the machine.
    """
    _note(row, new_id(), clock.now(), what, by=by)


def _note(row: RequestRow, step: UUID, now: datetime, what: str, *, by: UUID | None, rule: str = "") -> None:
    add_row(
        MembershipStep,
        id=step,
        request_id=row.id,
        subject_id=row.subject_id,
        at=now,
        what=what,
        by=by,
        rule=rule,
    )


@action
def note_seen(requests: Collection[UUID], *, by: UUID) -> list[UUID]:
    """Add to the history of requests that a moderator opened them; those that are gone meanwhile have none.

    Args:
        requests: the id of each.
        by: the moderator.

    Returns:
        The ids of the people whose requests are there, in no order.
    """
    # Whoever was shown may have deleted themselves since the page was read.
    there = rows_that_stay(select(MembershipRequest).where(MembershipRequest.id.in_(requests)))
    now, seen = clock.now(), JoinStep.SEEN
    rows = (
        row_of(MembershipStep, id=new_id(), request_id=one, subject_id=who, at=now, what=seen, by=by, rule="")
        for one, who in ((row.id, row.subject_id) for row in there)
    )
    add_rows(MembershipStep, rows)
    return [one.subject_id for one in there]
