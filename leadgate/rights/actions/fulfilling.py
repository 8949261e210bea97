"""Fulfilling: doing what was asked, by the same acts that the person's own page uses."""

from collections.abc import Callable
from uuid import UUID

from leadgate.consent.actions import answering
from leadgate.consent.queries import optional_given
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.people import queries as people
from leadgate.rights import mail, steps
from leadgate.rights.clocks import Right
from leadgate.rights.errors import AgentNotConfirmed, CorrectionNotSaid, NotNow, ParentNotConfirmed
from leadgate.rights.models import CLOSED, PrivacyRequest, PrivacyRequestState, RequestStepKind, Whom
from leadgate.standing.actions import binding
from leadgate.standing.types import StandingKind


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
        AgentNotConfirmed: an agent sent it, and the person concerned has not said yes.
        ParentNotConfirmed: it is for a child, and neither they nor an officer's check has confirmed it.
    """
    row = locked(PrivacyRequest, request)
    if row is None or row.state in (*CLOSED, PrivacyRequestState.UNVERIFIED):
        raise NotNow
    _refuse_without_mandate(row)
    if row.right == Right.CORRECTION and not words.strip():
        raise CorrectionNotSaid
    if row.person_id is None and row.subject_index:
        row.person_id = people.id_with(row.subject_index)  # who has signed up since it was proven
    DOING[Right(row.right)](row, by)
    row.state, row.closed_at = PrivacyRequestState.DONE, clock.now()
    session().flush()
    steps.note(row, RequestStepKind.DONE, words, by=by)
    audit.record(f"request:{row.right}", actor=by, subject=row.id)
    mail.done(row.id)


def _refuse_without_mandate(row: PrivacyRequest) -> None:
    if not row.is_mandated:
        raise ParentNotConfirmed if row.whom == Whom.CHILD else AgentNotConfirmed


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
    _stand(row, StandingKind.RESTRICTION)


def _object(row: PrivacyRequest, _by: UUID | None) -> None:
    if row.person_id:
        key = installation().vault.key_of(row.person_id)
        for purpose in optional_given(row.person_id):
            answering.withdraw(key, purpose, method="privacy-request")


def _opt_out(row: PrivacyRequest, _by: UUID | None) -> None:
    _stand(row, StandingKind.OPT_OUT)


def _stand(row: PrivacyRequest, what: StandingKind) -> None:
    """For whoever has the address, and, where nobody does, for whoever comes to have it."""
    if index := _index_of(row):
        binding.stand(what, index)


def _index_of(row: PrivacyRequest) -> bytes | None:
    """Of the address it is about: the one its person has by now, where they have changed it."""
    return people.index_with(row.person_id) if row.person_id else row.subject_index


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
