"""Reading requests: what is due and when, one request with its steps, what a person has asked for."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from leadgate.foundation.db import session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.local_time import day_of, today
from leadgate.rights.clocks import Duty, LegalDeadline, Pause, Regime, Right, deadlines
from leadgate.rights.models import CLOSED, PrivacyRequest, RequestStep, RequestStepKind

SHOWN_MOST = 200
ENDING = (Right.ERASURE, Right.RESTRICTION, Right.OBJECTION, Right.OPT_OUT, Right.LIMIT)
"""What ends or limits how data are used: while it waits, they are not."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step, opened; the words are None once the request's key is gone."""

    at: datetime
    what: str
    by: UUID | None
    text: str | None


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request with its clocks."""

    row: PrivacyRequest
    deadlines: list[LegalDeadline]
    address: str | None = None
    subject: str | None = None
    steps: Sequence[StepShown] = ()

    @property
    def next_due(self) -> LegalDeadline | None:
        """The date that comes first of those that still have to be kept."""
        if self.row.state in CLOSED:
            return None
        owed = [one for one in self.deadlines if one.duty is Duty.ANSWER or self._is_unacknowledged(one)]
        return min(owed, key=lambda one: one.due, default=None)

    @property
    def is_same_mailbox(self) -> bool:
        """Whether it is about the mailbox it was sent from."""
        return self.row.subject_index is not None and self.row.subject_index == self.row.address_index

    @property
    def days_left(self) -> int | None:
        """Whole days until then; negative when it is late."""
        return (self.next_due.due - today()).days if self.next_due else None

    def _is_unacknowledged(self, one: LegalDeadline) -> bool:
        return one.duty is Duty.ACKNOWLEDGE and self.row.acknowledged_at is None


def deadlines_of(row: PrivacyRequest, pauses: Sequence[Pause] | None = None) -> list[LegalDeadline]:
    """The clocks that run on a request, by the holidays and the time zone of this installation.

    Args:
        row: the request.
        pauses: in which the GDPR's clock stood still; looked up when None.
    """
    return deadlines(
        Right(row.right),
        day_of(row.received_at),
        regimes=[Regime(regime) for regime in row.regimes],
        country=installation().settings.holidays,
        extended=row.extended_at is not None,
        pauses=_pauses_of([row.id]).get(row.id, []) if pauses is None else pauses,
        today=today(),
    )


def _pauses_of(requests: Sequence[UUID]) -> dict[UUID, list[Pause]]:
    moves = (
        select(RequestStep.request_id, RequestStep.what, RequestStep.at)
        .where(RequestStep.request_id.in_(requests), RequestStep.what.in_(("paused", "resumed")))
        .order_by(RequestStep.id)
    )
    found: dict[UUID, list[Pause]] = {}
    since: dict[UUID, date] = {}
    for request, what, at in session().execute(moves):
        if what == "paused":
            since[request] = day_of(at)
        elif began := since.pop(request, None):
            found.setdefault(request, []).append(Pause(began, day_of(at)))
    for request, began in since.items():
        found.setdefault(request, []).append(Pause(began))
    return found


def open_requests(most: int | None = None) -> list[RequestShown]:
    """What is not closed, soonest due first.

    Args:
        most: how many are looked at, those that came first; all where it is None.
    """
    waiting = select(PrivacyRequest).where(PrivacyRequest.state.not_in(CLOSED)).order_by(PrivacyRequest.received_at)
    rows = session().scalars(waiting.limit(most)).all()
    pauses = _pauses_of([row.id for row in rows])
    shown = [RequestShown(row, deadlines_of(row, pauses.get(row.id, []))) for row in rows]
    return sorted(shown, key=lambda one: one.days_left if one.days_left is not None else 999)


def open_count() -> int:
    """How many are not closed."""
    return session().scalar(select(func.count()).where(PrivacyRequest.state.not_in(CLOSED))) or 0


def who_asked_to_be_left() -> Select[Any]:
    """The indexes of the addresses for which a proven request waits that ends or limits how their data are used."""
    waits = (PrivacyRequest.state.not_in(CLOSED), PrivacyRequest.verified_at.is_not(None))
    about = select(PrivacyRequest.subject_index).where(*waits, PrivacyRequest.right.in_(ENDING))
    return about.where(PrivacyRequest.subject_index.is_not(None))


@dataclass(frozen=True, slots=True)
class RequestOfAddress:
    """A request by an address: which one, whose (None of nobody we know), what is asked, and since when."""

    id: UUID
    person_id: UUID | None
    right: Right
    at: datetime


def about_address(address_index: bytes) -> list[RequestOfAddress]:
    """The requests that were sent from an address or are about it, newest first.

    Args:
        address_index: of the address.
    """
    its = or_(PrivacyRequest.address_index == address_index, PrivacyRequest.subject_index == address_index)
    columns = (PrivacyRequest.id, PrivacyRequest.person_id, PrivacyRequest.right, PrivacyRequest.received_at)
    rows = session().execute(select(*columns).where(its).order_by(PrivacyRequest.received_at.desc()).limit(SHOWN_MOST))
    return [RequestOfAddress(number, person, Right(right), at) for number, person, right, at in rows]


def closed_requests() -> list[RequestShown]:
    """What was closed, newest first."""
    done = select(PrivacyRequest).where(PrivacyRequest.state.in_(CLOSED)).order_by(PrivacyRequest.closed_at.desc())
    return [RequestShown(row, []) for row in session().scalars(done.limit(SHOWN_MOST))]


def request(request_id: UUID, *, opened: bool = True) -> RequestShown | None:
    """A request with its steps; None when there is none.

    Args:
        request_id: the request's id.
        opened: whether sealed texts and addresses are opened; left out otherwise.
    """
    row = session().get(PrivacyRequest, request_id)
    if row is None:
        return None
    key = _key_of(request_id) if opened else None
    rows = session().scalars(select(RequestStep).where(RequestStep.request_id == request_id).order_by(RequestStep.id))
    steps = [StepShown(one.at, one.what, one.by, _text(one, key)) for one in rows]
    address = key.open(PrivacyRequest.address, request_id, row.address) if key else None
    subject = key.open(PrivacyRequest.subject_address, request_id, row.subject_address) if key else None
    return RequestShown(row, deadlines_of(row), address, subject, steps)


def _key_of(request_id: UUID) -> PersonKey | None:
    try:
        return installation().vault.key_of(request_id)
    except KeyDestroyed:
        return None


def _text(step: RequestStep, key: PersonKey | None) -> str | None:
    return key.open(RequestStep.text, step.id, step.text) if key and step.text else None


def was_taken_down(request_id: UUID) -> bool:
    """Whether a request came another way than by the form, so that no mailbox was proven."""
    mine = (RequestStep.request_id == request_id, RequestStep.what == RequestStepKind.TAKEN_DOWN)
    return session().scalar(select(func.count()).where(*mine)) != 0


def mandate_of(request_id: UUID) -> bytes:
    """The document an agent sent along.

    Raises:
        NotFound: there is none, or it is gone with its person.
    """
    row, key = session().get(PrivacyRequest, request_id), _key_of(request_id)
    if row is None or row.mandate is None or key is None:
        raise NotFound
    return b64decode(key.open(PrivacyRequest.mandate, request_id, row.mandate))


def requests_of(person: UUID) -> list[RequestShown]:
    """What a person has asked for, newest first."""
    mine = select(PrivacyRequest).where(PrivacyRequest.person_id == person).order_by(PrivacyRequest.received_at.desc())
    return [RequestShown(row, deadlines_of(row)) for row in session().scalars(mine)]
