"""What a person does with their own request while it waits: change it, answer back, agree anew, take it back."""

from uuid import UUID

from leadgate.consent.actions.answering import answer, withdraw
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.errors import Reworded
from leadgate.foundation.installation import installation
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.errors import ReasonNeeded
from leadgate.groups.queries import GroupGate
from leadgate.joining.actions.deciding import say
from leadgate.joining.actions.moving import forget_answers, move, note
from leadgate.joining.errors import RequestEnded, RulesNotAccepted
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.types import LIVE, JoinState
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.types import ConsentEvent
from leadgate.questions.answers import Answer, as_text


def _waiting(request: UUID) -> MembershipRequest:
    row = locked(MembershipRequest, request)
    if row is None or row.state not in LIVE:
        raise RequestEnded
    return row


@action
def change(request: UUID, gate: GroupGate, name: str, answers: tuple[Answer, ...]) -> None:
    """Change what one answered, while it waits; moderators see that it changed.

    Args:
        request: the request's id.
        gate: of its group.
        name: by which the applicant wants to be known.
        answers: all of them; what was answered before goes.

    Raises:
        RequestEnded: it waits no more.
        NameTaken: somebody in the group has this name, or one that looks like it.
    """
    row, vault = _waiting(request), installation().vault
    refuse_taken_name(gate.group.id, name)
    key = vault.key_of(row.subject_id)
    row.name = key.seal(MembershipRequest.name, row.id, name)
    row.version += 1
    kept, sealed = session().get(RequestAnswers, row.id), key.seal(RequestAnswers.answers, row.id, as_text(answers))
    if kept:
        kept.answers = sealed  # for as many days as was promised when the first were given
    elif answers:
        days, whose = gate.group.answers_kept_days, row.subject_id
        add_row(RequestAnswers, request_id=row.id, subject_id=whose, answers=sealed, kept_days=days, expires_at=None)
    note(row, "changed")


@action
def answer_back(request: UUID, words: str) -> None:
    """Answer what a moderator asked; the request waits for them again.

    Args:
        request: the request's id.
        words: sealed under the person's key; cut after a bound.

    Raises:
        RequestEnded: it waits no more.
        ReasonNeeded: there are no words.
    """
    if not words.strip():
        raise ReasonNeeded
    row = _waiting(request)
    say(row, words, by=None)
    if row.state == JoinState.NEEDS_ANSWER:
        move(request, JoinState.PENDING, what="answered")


@action
def agree_anew(
    request: UUID, gate: GroupGate, circumstances: Circumstances, *, wording: str, accepts_rules: bool
) -> None:
    """Agree to the rules and the wording as they are now.

    Args:
        request: the request's id.
        gate: of its group, as it was shown.
        circumstances: of the form, as evidence.
        wording: that stood there, as the gate names it.
        accepts_rules: whether the box under the rules is ticked.

    Raises:
        Reworded: it is another one by now.
        RequestEnded: it waits no more.
        RulesNotAccepted: the group has rules, and the box is empty.
    """
    if wording != gate.wording():
        raise Reworded
    if gate.rules.text and not accepts_rules:
        raise RulesNotAccepted
    row = _waiting(request)
    row.rules_version = gate.rules.version
    row.version += 1
    key, said = installation().vault.key_of(row.subject_id), [(gate.membership.notice_id, ConsentEvent.GIVEN)]
    answer(key, said, method="own-page", circumstances=circumstances, request=request)
    note(row, "agreed-anew")


@action
def take_back(request: UUID, gate: GroupGate) -> None:
    """End one's own request: what was answered and said goes at once, and so does the consent to being a member.

    Args:
        request: the request's id.
        gate: of its group.

    Raises:
        DecidedMeanwhile: it waits no more.
        NoSuchRequest: there is none of that id.
    """
    row = move(request, JoinState.WITHDRAWN)
    forget_answers(row)
    withdraw(installation().vault.key_of(row.subject_id), gate.group.purpose_id, method="own-page")
