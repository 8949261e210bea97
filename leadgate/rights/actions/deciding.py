"""Deciding: what the officer can do with a request besides fulfilling it, and what the person can do meanwhile."""

from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.local_time import today
from leadgate.rights import mail, steps
from leadgate.rights.clocks import Duty, Regime
from leadgate.rights.errors import (
    CheckNotSaid,
    ClockDoesNotStop,
    LegalReasonNeeded,
    NotNow,
    OnlyForAChild,
    RemarkEmpty,
    TooLateToExtend,
)
from leadgate.rights.models import CLOSED, PrivacyRequest, PrivacyRequestState, RequestStepKind, Whom
from leadgate.rights.queries import deadlines_of
from leadgate.rights.reasons import REASONS


@action
def refuse(request: UUID, reason: str, words: str, *, by: UUID) -> None:
    """Refuse a request for a reason the law knows; the person is told why, and how to complain (GDPR art. 12(4)).

    Args:
        request: the request's id.
        reason: one of `REASONS`.
        words: why here; the person reads them.
        by: the officer.

    Raises:
        LegalReasonNeeded: the law knows no such reason, or there are no words.
        NotNow: it is closed, or nobody has proven anything yet.
    """
    if reason not in REASONS or not words.strip():
        raise LegalReasonNeeded
    row = _move(request, PrivacyRequestState.REFUSED, PrivacyRequestState.OPEN, PrivacyRequestState.WAITING)
    close_refused(row, reason, words, by=by)


def close_refused(row: PrivacyRequest, reason: str, words: str = "", *, by: UUID | None = None) -> None:
    """Close a request as refused and tell its sender, inside the act at work.

    Args:
        row: the request, which is not closed.
        reason: one of `REASONS`.
        words: why here; the sender reads them.
        by: the officer; None when the person concerned has said no.
    """
    row.state, row.reason, row.closed_at = PrivacyRequestState.REFUSED, reason, clock.now()
    steps.note(row, RequestStepKind.REFUSED, words, by=by)
    audit.record("request:refuse", actor=by, subject=row.id)
    mail.refused(row.id)


@action
def check(request: UUID, words: str, *, by: UUID) -> None:
    """Say that the sender may act for a child too young for a mailbox of their own, and how that was checked.

    Args:
        request: the request's id.
        words: how it was checked, at most 5000 characters; sealed, and part of what can be asked to be seen.
        by: the officer.

    Raises:
        CheckNotSaid: there are no words.
        OnlyForAChild: it is not for a child; whoever else is concerned has to say yes themselves.
        NotNow: it is closed, or nobody has proven anything yet.
    """
    if not words.strip():
        raise CheckNotSaid
    row = _open(request)
    if row.whom != Whom.CHILD:
        raise OnlyForAChild
    row.mandate_checked_at = clock.now()
    steps.note(row, RequestStepKind.CHECKED, words.strip()[:5000], by=by)
    audit.record("request:check", actor=by, subject=row.id)


@action
def extend(request: UUID, words: str, *, by: UUID) -> None:
    """Take the longer term, once, and tell the person why; only while the first term runs (GDPR art. 12(3)).

    Args:
        request: the request's id.
        words: why; the person reads them.
        by: the officer.

    Raises:
        LegalReasonNeeded: there are no words.
        TooLateToExtend: it was extended before, no law it is under knows an extension, or the last day for it is over.
        NotNow: it is closed, or nobody has proven anything yet.
    """
    if not words.strip():
        raise LegalReasonNeeded
    row = _open(request)
    last_days = [one.due for one in deadlines_of(row) if one.duty is Duty.EXTEND]
    if row.extended_at or not last_days or today() > min(last_days):
        raise TooLateToExtend
    row.extended_at = clock.now()
    steps.note(row, RequestStepKind.EXTENDED, words, by=by)
    audit.record("request:extend", actor=by, subject=row.id)
    mail.extended(row.id)


@action
def ask(request: UUID, words: str, *, by: UUID, pausing: bool = False) -> None:
    """Ask the person for something that is truly needed.

    Args:
        request: the request's id.
        words: what is needed; the person reads them.
        by: the officer.
        pausing: let the GDPR's clock stand still until they answer.

    Raises:
        LegalReasonNeeded: there are no words.
        ClockDoesNotStop: it is to stand still, and the request is not under the GDPR.
        NotNow: it is closed, nobody has proven anything yet, or its clock stands still already and is to once more.
    """
    if not words.strip():
        raise LegalReasonNeeded
    row = _open(request)
    if pausing and Regime.GDPR not in row.regimes:
        raise ClockDoesNotStop
    if pausing:
        row = _move(request, PrivacyRequestState.WAITING, PrivacyRequestState.OPEN)
        steps.note(row, RequestStepKind.PAUSED, by=by)
    steps.note(row, RequestStepKind.ASKED, words, by=by)
    mail.asked(row.id)


@action
def reply(request: UUID, words: str) -> None:
    """Take the person's words, and let a clock that stood still run on; an empty reply is none.

    Args:
        request: the request's id.
        words: sealed; cut after 5000 characters.

    Raises:
        NotNow: it is closed, or nobody has proven anything yet.
    """
    row = _open(request)
    if words.strip():
        steps.note(row, RequestStepKind.REPLIED, words.strip()[:5000])
        if row.state == PrivacyRequestState.WAITING:
            row.state = PrivacyRequestState.OPEN
            steps.note(row, RequestStepKind.RESUMED)


@action
def withdraw(request: UUID) -> None:
    """Let the person take a request back; again is fine."""
    row = session().get(PrivacyRequest, request)
    if row and row.state not in CLOSED:
        row = _move(
            request,
            PrivacyRequestState.WITHDRAWN,
            PrivacyRequestState.UNVERIFIED,
            PrivacyRequestState.OPEN,
            PrivacyRequestState.WAITING,
        )
        row.closed_at = clock.now()
        steps.note(row, RequestStepKind.WITHDRAWN)


@action
def remark(request: UUID, words: str, *, by: UUID) -> None:
    """Write something down for colleagues; sealed, and part of what the person can ask to see.

    Args:
        request: the request's id.
        words: cut after 5000 characters.
        by: the officer.

    Raises:
        RemarkEmpty: there are no words.
        NotNow: it is closed, or nobody has proven anything yet.
    """
    if not words.strip():
        raise RemarkEmpty
    steps.note(_open(request), RequestStepKind.REMARK, words.strip()[:5000], by=by)


def _open(request: UUID) -> PrivacyRequest:
    row = locked(PrivacyRequest, request)
    if row is None or row.state in (*CLOSED, PrivacyRequestState.UNVERIFIED):
        raise NotNow
    return row


def _move(request: UUID, to: PrivacyRequestState, *allowed: PrivacyRequestState) -> PrivacyRequest:
    """One guarded update: of two who move a request at once, one finds that it is somewhere else."""
    moved = update(PrivacyRequest).where(PrivacyRequest.id == request, PrivacyRequest.state.in_(allowed))
    count = session().execute(moved.values(state=to).execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
    if count == 0:
        raise NotNow
    row = session().get_one(PrivacyRequest, request)
    session().refresh(row)
    return row
