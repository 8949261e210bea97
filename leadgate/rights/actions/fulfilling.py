"""Fulfilling: doing what was asked, by the same acts that the person's own page uses."""

from collections.abc import Callable
from uuid import UUID

from leadgate.consent.actions import answering
from leadgate.consent.queries import optional_given, sharing_given
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.people.actions import restricting
from leadgate.rights import mail, steps
from leadgate.rights.clocks import Right
from leadgate.rights.errors import CorrectionNotSaid, NotNow
from leadgate.rights.models import CLOSED, PrivacyRequest, PrivacyRequestState, RequestStepKind


@action
def fulfil(request: UUID, *, by: UUID | None, words: str = "") -> None:
    """Do what a request asks for and close it; the person is told what was done.

    Args:
        request: the request's id.
        by: the officer who did it; none when the machine did.
        words: what the officer has to say about it.

    Raises:
        NotNow: it is not open, or nobody has proven anything yet.
        CorrectionNotSaid: a correction is called done, and there are no words.
    """
    row = session().get(PrivacyRequest, request, with_for_update=True)
    if row is None or row.state in (*CLOSED, PrivacyRequestState.UNVERIFIED):
        raise NotNow
    if row.right == Right.CORRECTION and not words.strip():
        raise CorrectionNotSaid
    DOING[Right(row.right)](row, by)
    row.state, row.closed_at = PrivacyRequestState.DONE, clock.now()
    session().flush()
    steps.note(row, RequestStepKind.DONE, words, by=by)
    audit.record(f"request:{row.right}", actor=by, subject=row.id)
    mail.done(row.id)


def _nothing_more(_row: PrivacyRequest, _by: UUID | None) -> None:
    """The answer is a page the person opens with the link in the letter, or what the officer has done by hand."""


def _erase(row: PrivacyRequest, by: UUID | None) -> None:
    people = [row.person_id] if row.person_id else []
    why = Why.OFFICER if by else Why.PERSON
    indexes = [row.subject_index] if row.subject_index else []
    row.erasure = erasing.erase(*people, why=why, addresses=indexes, by=by, request=row.id)
    session().flush()
    session().expire(row, ["person_id"])  # taken out meanwhile; the step to come must not name it either


def _restrict(row: PrivacyRequest, _by: UUID | None) -> None:
    if row.person_id:
        restricting.restrict(row.person_id, why="request")


def _object(row: PrivacyRequest, _by: UUID | None) -> None:
    _withdraw(row, optional_given)


def _opt_out(row: PrivacyRequest, _by: UUID | None) -> None:
    _withdraw(row, sharing_given)


def _withdraw(row: PrivacyRequest, which: Callable[[UUID], object]) -> None:
    if row.person_id:
        key = installation().vault.key_of(row.person_id)
        for purpose in which(row.person_id):  # type: ignore[attr-defined]
            answering.withdraw(key, purpose, method="privacy-request")


DOING: dict[Right, Callable[[PrivacyRequest, UUID | None], None]] = {
    Right.ACCESS: _nothing_more,
    Right.PORTABILITY: _nothing_more,
    Right.CORRECTION: _nothing_more,
    Right.ERASURE: _erase,
    Right.RESTRICTION: _restrict,
    Right.OBJECTION: _object,
    Right.OPT_OUT: _opt_out,
    Right.LIMIT: _object,
}
