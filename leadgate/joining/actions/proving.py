"""Proving an address: the mail that asks, the link and the code that answer it, and "this wasn't me".

What is sealed under the request's own key moves under the person's, and that key is destroyed.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.consent.actions.answering import Answer
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import PersonKey
from leadgate.groups.models import Group
from leadgate.joining import mail
from leadgate.joining.actions import arriving
from leadgate.joining.actions.asking import LINK_LASTS
from leadgate.joining.errors import RequestEnded
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.types import State
from leadgate.ledger.actions.recording import Circumstances, adopt_evidence
from leadgate.ledger.models import Happened
from leadgate.people import queries as people
from leadgate.people.actions import identity, signing_in
from leadgate.people.actions.suppressing import leave_alone
from leadgate.people.addresses import MailAddress, parsed
from leadgate.people.asking import check_digits
from leadgate.people.mail_budget import spend_mail_budget, spend_or_wait
from leadgate.people.models import Person, Reason

MOST_MAILS = 4


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof led to: a request that waits or was decided, and a session of the person's; none the second time."""

    group_id: UUID
    session_id: UUID | None


@action
def settle(request: str) -> None:
    """Write to whoever has to prove an address; asking again changes nothing."""
    row = _unproven(UUID(request))
    if row is None or row.mails:
        return
    address = _address_of(row)
    if people.is_suppressed(people.index_of(address), Reason.NOT_ME):
        return
    spend_or_wait(address)
    row.mails = 1
    mail.ask_to_prove(row)


@action
def resend(request: UUID) -> None:
    """Send the mail again, within the budget; whether there is anything to send is not said.

    Raises:
        TooMany: the mailbox has had its share for now.
    """
    row = _unproven(request)
    if row is None or not 0 < row.mails < MOST_MAILS:
        return
    spend_mail_budget(_address_of(row))
    row.mails += 1
    mail.ask_to_prove(row)


def _unproven(request: UUID) -> MembershipRequest | None:
    row = session().get(MembershipRequest, request, with_for_update=True)
    return row if row and row.state == State.AWAITING_EMAIL else None


def _address_of(row: MembershipRequest) -> MailAddress:
    key = installation().vault.key_of(row.subject_id)
    assert row.address
    return parsed(key.open(MembershipRequest.address, row.id, row.address))


@action
def confirm(request: UUID, *, method: str, circumstances: Circumstances) -> Proven:
    """Prove the address of a request: the person is signed in, and their request waits.

    Raises:
        RequestEnded: it expired, was called off, or waits for a guardian.
        GroupClosed, MemberAlready, WaitsAlready, NotYetAgain, QueueFull, HoldersOnly, GroupFull, ErasedMeanwhile
    """
    row = session().get(MembershipRequest, request, with_for_update=True)
    if row is None or row.for_guardian:
        raise RequestEnded
    if row.state != State.AWAITING_EMAIL:
        return Proven(row.group_id, None)
    if row.made_at + LINK_LASTS <= clock.now():
        raise RequestEnded
    own = installation().vault.key_of(row.id)
    said = _given(own, row)
    person = _meet(row, own)
    group = session().get_one(Group, row.group_id)
    arriving.refuse(group, person)
    key = installation().vault.key_of(person.id)
    if person.id != row.id:
        said = [(notice, what) for notice, what in said if what is Happened.GIVEN]
        adopt_evidence(own, key)
    name = key.seal(MembershipRequest.name, row.id, own.open(MembershipRequest.name, row.id, row.name))
    _adopt_answers(row.id, own, key)
    moved = arriving.arrive(row.id, group, key, person, said, method=method, circumstances=circumstances, name=name)
    if person.id != row.id:
        installation().vault.destroy(own.owner)
    return Proven(moved.group_id, signing_in.open_session(person.id))


def _given(own: PersonKey, row: MembershipRequest) -> list[Answer]:
    said = json.loads(own.open(MembershipRequest.consents, row.id, row.consents)) if row.consents else []
    return [(UUID(notice), Happened(what)) for notice, what in said]


def _meet(row: MembershipRequest, own: PersonKey) -> Person:
    met = identity.meet(_address_of(row), key=own, language=row.language, asked_at=row.made_at)
    return session().get_one(Person, met)


def _adopt_answers(request: UUID, own: PersonKey, key: PersonKey) -> None:
    kept = session().get(RequestAnswers, request)
    if kept is None:
        return
    kept.answers = key.seal(RequestAnswers.answers, request, own.open(RequestAnswers.answers, request, kept.answers))
    kept.subject_id = key.owner
    session().flush()


def confirm_with_code(request: UUID, code: str, *, circumstances: Circumstances) -> Proven:
    """Prove the address with the six digits, in the browser that asked.

    Raises:
        WrongCode, NoMoreTries
        as `confirm`
    """
    check_digits(request, _count_try(request), code)
    return confirm(request, method="mail-code", circumstances=circumstances)


@action
def _count_try(request: UUID) -> int | None:
    mine = update(MembershipRequest).where(MembershipRequest.id == request)
    counted = mine.values(code_tries=MembershipRequest.code_tries + 1).returning(MembershipRequest.code_tries)
    return session().scalar(counted)


@action
def guardian_agrees(request: UUID) -> Proven:
    """Take a guardian's yes: they are signed in, and fill in the form with their child; the child's request ends.

    Raises:
        RequestEnded: seven days have passed, or the guardian has said no.
    """
    row = _unproven(request)
    if row is None or not row.for_guardian or (row.expires_at and row.expires_at <= clock.now()):
        raise RequestEnded
    own, group = installation().vault.key_of(row.id), row.group_id
    person = _meet(row, own)
    session().delete(row)
    session().flush()
    if person.id != own.owner:
        installation().vault.destroy(own.owner)
    return Proven(group, signing_in.open_session(person.id))


@action
def was_not_me(request: UUID) -> None:
    """End a request its address never made, and leave that address alone for a week.

    Raises:
        RequestEnded: there is no such request any more.
    """
    row = _unproven(request)
    if row is None:
        raise RequestEnded
    address, group, own = _address_of(row), row.group_id, row.subject_id
    mine = delete(MembershipRequest).where(
        MembershipRequest.id == request, MembershipRequest.state == State.AWAITING_EMAIL
    )
    if session().execute(mine).rowcount == 0:  # type: ignore[attr-defined]
        raise RequestEnded
    leave_alone(people.index_of(address))
    audit.record("join:not-me", actor=None, subject=group)
    installation().vault.destroy(own)
