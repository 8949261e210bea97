"""The letters of the groups room. Of what people wrote, only the reason of a refusal stands in one: in the letter it is
for."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.letters import add_new_letter, put_letter
from leadgate.foundation.mail import Letter
from leadgate.foundation.tokens import Act
from leadgate.groups import invitations, letters, queries, requests, sanctions, workload
from leadgate.groups.models import Appeal, Invitation, Membership, MembershipRequest, Sanction, State
from leadgate.groups.room import CONFIRM_JOIN, GUARDIAN_JOIN, INVITATION, NOT_ME_JOIN
from leadgate.people import queries as people
from leadgate.staff import queries as staff


def ask_to_prove(row: MembershipRequest) -> None:
    """Send the link and the code that prove an address, or ask a guardian."""
    name = "groups/guardian" if row.for_guardian else "groups/confirm"
    put_letter(name, f"{row.id}/{row.mails}", owner=row.subject_id, request=row.id)


def invite(row: Invitation) -> None:
    """Send an invitation."""
    put_letter("groups/invited", row.id, owner=row.id, invitation=row.id)


def tell_decision(row: MembershipRequest) -> None:
    """Say what was decided, once it can no longer be undone."""
    assert row.decision
    due = row.heard_at if row.decided_by else None
    single, owner = row.decision, row.subject_id
    add_new_letter("groups/decided", single, owner=owner, due=due, request=row.id, decision=row.decision)


def ask_back(row: MembershipRequest) -> None:
    """Say that a moderator has asked something."""
    put_letter("groups/asked_back", f"{row.id}/{row.version}", owner=row.subject_id, request=row.id)


def warn(row: MembershipRequest) -> None:
    """Say that a request ends soon without an answer."""
    put_letter("groups/lapses", f"{row.id}/{row.lapses_at}", owner=row.subject_id, request=row.id)


def tell_lapsed(row: MembershipRequest) -> None:
    """Say that it has."""
    put_letter("groups/lapsed", str(row.id), owner=row.subject_id, request=row.id)


def tell_changed(row: MembershipRequest, rules_version: int) -> None:
    """Say that the rules or the questions have changed while they waited."""
    put_letter("groups/changed", f"{row.id}/{row.version}/{rules_version}", owner=row.subject_id, request=row.id)


def tell_ending(row: Membership, word: str) -> None:
    """Say that a group ends, or goes on after all."""
    put_letter("groups/ending", f"{row.id}/{word}", owner=row.person_id, membership=row.id)


def tell_sanction(row: Sanction) -> None:
    """Say that somebody was muted or banned, why, until when, and how to appeal."""
    put_letter("groups/sanctioned", str(row.id), owner=row.person_id, sanction=row.id)


def tell_lifted(row: Sanction) -> None:
    """Say that it has ended before its time."""
    put_letter("groups/lifted", str(row.id), owner=row.person_id, sanction=row.id)


def tell_appeal(row: Appeal) -> None:
    """Say that an appeal was answered; the answer itself stands on the person's page."""
    put_letter("groups/appeal_answered", str(row.id), owner=row.person_id, appeal=row.id)


def write_confirm(request: UUID) -> Letter | None:
    """The link and the digits that prove the address of a request to join."""
    row = requests.request(request)
    if row is None or row.state != State.AWAITING_EMAIL:
        return None
    links = {
        "url": _url("confirm", CONFIRM_JOIN, request),
        "not_me_url": _url("g/not-me", NOT_ME_JOIN, request),
        "code": installation().tokens.digits(request),
    }
    return Letter(row.subject_id, partial(_unproven_address, row), row.language, links | _about(row))


def write_guardian(request: UUID) -> Letter | None:
    """Asks a guardian whether the child may join."""
    row = requests.request(request)
    if row is None or row.state != State.AWAITING_EMAIL:
        return None
    links = {"url": _url("g/guardian", GUARDIAN_JOIN, request)}
    return Letter(row.subject_id, partial(_unproven_address, row), row.language, links | _about(row))


def write_invited(invitation: UUID) -> Letter | None:
    """That somebody is invited, with the link that lets them in."""
    row = invitations.invitation(invitation)
    if row is None:
        return None
    words = {
        "group": queries.group(row.group_id),
        "url": _url("g/invitation", INVITATION, row.id),
        "by": queries.names_of(row.group_id).get(row.by, ""),
    }
    return Letter(row.id, partial(invitations.address_of, row), row.language, words)


def write_decided(request: UUID, decision: UUID) -> Letter | None:
    """What was decided; nothing for a request that is ignored or was decided anew."""
    row = requests.request(request)
    if row is None or row.decision != decision or row.state == State.IGNORED:
        return None
    return to_applicant(row, approved=row.state == State.APPROVED, reason=requests.reason_of(row))


def write_waits(request: UUID) -> Letter | None:
    """That a request waits for the applicant, or lapses soon."""
    row = requests.request(request)
    if row is None or row.state not in (State.PENDING, State.NEEDS_ANSWER):
        return None
    return to_applicant(row, ends=row.lapses_at)


def write_lapsed(request: UUID) -> Letter | None:
    """That a request ended without an answer."""
    row = requests.request(request)
    return to_applicant(row) if row and row.state == State.EXPIRED else None


def write_waiting(moderator: UUID) -> Letter | None:
    """Tells a moderator how many wait."""
    account, waiting = staff.account(moderator), workload.waiting_for(moderator)
    if account is None or not waiting:
        return None
    here = installation()
    words = {"desks": waiting, "url": f"{here.settings.base_url}/moderate/"}
    return Letter(None, lambda: account.email, here.settings.languages[0], words)


def write_ending(membership: UUID) -> Letter | None:
    """That a group ends, and what goes with it."""
    row = queries.membership_with_id(membership)
    return letters.to_person(row.person_id, row.group_id) if row else None


def write_sanctioned(sanction: UUID) -> Letter | None:
    """That somebody was muted or banned, or is no more: why, until when, how to object."""
    held = sanctions.one(sanction)
    return letters.to_person(held.row.person_id, held.row.group_id, held=held) if held else None


def write_appeal_answered(appeal: UUID) -> Letter | None:
    """What became of an objection."""
    row = sanctions.appeal(appeal)
    return letters.to_person(row.person_id, row.group_id, granted=row.granted) if row else None


def to_applicant(row: MembershipRequest, **context: object) -> Letter | None:
    """A letter to the person of a proven request; none once they are erased."""
    if people.person(row.subject_id) is None:
        return None
    page = f"{installation().settings.base_url}/g/{queries.group(row.group_id).slug}"
    words = {**_about(row), **context, "url": page, "request_url": f"{page}/request"}
    return Letter(row.subject_id, partial(people.address_of, row.subject_id), row.language, words)


def _about(row: MembershipRequest) -> dict[str, object]:
    return {"group": queries.group(row.group_id)}


def _unproven_address(row: MembershipRequest) -> str:
    assert row.address
    return installation().vault.key_of(row.subject_id).open(MembershipRequest.address, row.id, row.address)


def _url(path: str, act: Act, row: UUID) -> str:
    here = installation()
    return f"{here.settings.base_url}/{path}/{here.tokens.make(act, row)}"
