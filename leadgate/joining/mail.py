"""The letters of joining. Of what people wrote, only the reason of a refusal stands in one: in the letter it is for."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import add_new_letter, put_letter
from leadgate.groups import queries as groups
from leadgate.joining import requests
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState, RequestRow
from leadgate.joining.verifications import JOIN
from leadgate.people import queries as people
from leadgate.people.verification import letters as proofs


def tell_decision(row: MembershipRequest) -> None:
    """Say what was decided, once it can no longer be undone."""
    assert row.decision
    due = row.heard_at if row.decided_by else None
    single, owner = row.decision, row.subject_id
    add_new_letter("joining/decided", single, owner=owner, due=due, request=row.id, decision=row.decision)


def ask_back(row: MembershipRequest) -> None:
    """Say that a moderator has asked something."""
    put_letter("joining/asked_back", f"{row.id}/{row.version}", owner=row.subject_id, request=row.id)


def warn(row: MembershipRequest) -> None:
    """Say that a request ends soon without an answer."""
    put_letter("joining/lapses", f"{row.id}/{row.lapses_at}", owner=row.subject_id, request=row.id)


def tell_lapsed(row: MembershipRequest) -> None:
    """Say that it has."""
    put_letter("joining/lapsed", str(row.id), owner=row.subject_id, request=row.id)


def tell_changed(row: MembershipRequest, rules_version: int) -> None:
    """Say that the rules or the questions have changed while they waited."""
    put_letter("joining/changed", f"{row.id}/{row.version}/{rules_version}", owner=row.subject_id, request=row.id)


def write_confirm(verification: UUID) -> Letter | None:
    """The link and the digits that prove the address of a request to join; the reminder, too."""
    return proofs.to_prove(JOIN, verification)


def write_guardian(verification: UUID) -> Letter | None:
    """Asks a guardian whether the child may join."""
    return proofs.to_guardian(JOIN, verification)


def write_decided(request: UUID, decision: UUID) -> Letter | None:
    """What was decided; nothing for a request that is ignored or was decided anew."""
    row = requests.request(request)
    if row is None or row.decision != decision or row.state == JoinState.IGNORED:
        return None
    return to_applicant(row, approved=row.state == JoinState.APPROVED, reason=requests.reason_of(row))


def write_waits(request: UUID) -> Letter | None:
    """That a request waits for the applicant, or lapses soon."""
    row = requests.request(request)
    if row is None or row.state not in (JoinState.PENDING, JoinState.NEEDS_ANSWER):
        return None
    return to_applicant(row, ends=row.lapses_at)


def write_lapsed(request: UUID) -> Letter | None:
    """That a request ended without an answer."""
    row = requests.request(request)
    return to_applicant(row) if row and row.state == JoinState.EXPIRED else None


def to_applicant(row: RequestRow, **context: object) -> Letter | None:
    """A letter to the person of a proven request; none once they are erased."""
    if people.person(row.subject_id) is None:
        return None
    page = f"{installation().settings.base_url}/g/{groups.group(row.group_id).slug}"
    words = {**_about(row), **context, "url": page, "request_url": f"{page}/request"}
    return Letter(row.subject_id, partial(people.address_of, row.subject_id), row.language, words)


def _about(row: RequestRow) -> dict[str, object]:
    return {"group": groups.group(row.group_id)}
