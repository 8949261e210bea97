"""Deciding: what a moderator does with a request. Each is one guarded move, so of two at once exactly one counts."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.groups import queries as groups
from leadgate.groups.actions import belonging
from leadgate.groups.errors import ReasonNeeded
from leadgate.joining import mail
from leadgate.joining.actions import admitting, remembering
from leadgate.joining.actions.moving import move
from leadgate.joining.errors import NotForYourself, TooLateToUndo
from leadgate.joining.models import MembershipRequest, RequestMessage
from leadgate.joining.types import JoinState
from leadgate.people import queries as people
from leadgate.staff import queries as staff

MOST_WORDS = 2_000


@action
def approve(request: UUID, *, by: UUID, seen: int | None = None) -> MembershipRequest:
    """Let somebody in; it can be undone for as long as the group says, and the person hears of it then.

    Args:
        request: the request's id.
        by: the moderator.
        seen: the version they saw; any when None.

    Returns:
        The request as it is then.

    Raises:
        DecidedMeanwhile: it waits no more, or is another version than the one seen.
        NoSuchRequest: there is none of that id.
        ConsentChanged: the rules or the wording of membership are not the ones the person agreed to.
        MemberAlready: the person belongs to the group.
        NameTaken: somebody in the group has taken the name, or one that looks like it, meanwhile.
        GroupFull: it has as many members as it wants.
        Banned: the moderators have banned the person.
        NotForYourself: it is the moderator's own.
    """
    row = admitting.approve(request, by=by, seen=seen)
    _remember(row, by)
    return row


@action
def decline(request: UUID, reason: str, *, by: UUID, seen: int | None = None) -> MembershipRequest:
    """Say no, with a reason that reaches the person once it can no longer be undone.

    Args:
        request: the request's id.
        reason: sealed under the person's key; cut after a bound.
        by: the moderator.
        seen: the version they saw; any when None.

    Returns:
        The request as it is then.

    Raises:
        DecidedMeanwhile: it waits no more, or is another version than the one seen.
        NoSuchRequest: there is none of that id.
        ReasonNeeded: there are no words.
        NotForYourself: it is the moderator's own.
    """
    words = reason.strip()
    if not words:
        raise ReasonNeeded
    row = move(request, JoinState.DECLINED, by=by, seen=seen, heard_after=_window_of(request))
    key = installation().vault.key_of(row.subject_id)
    row.reason = key.seal(MembershipRequest.reason, row.id, words[:MOST_WORDS])
    session().flush()
    _remember(row, by)
    mail.tell_decision(row)
    return row


@action
def ignore(request: UUID, *, by: UUID, seen: int | None = None) -> MembershipRequest:
    """As `decline`, without a word, as one does with spam; no mail is sent, and what they wrote ends all the same."""
    row = move(request, JoinState.IGNORED, by=by, seen=seen, heard_after=_window_of(request))
    _remember(row, by)
    return row


def _window_of(request: UUID) -> timedelta:
    window = select(groups.undo_minutes_in(MembershipRequest.group_id)).where(MembershipRequest.id == request)
    return timedelta(minutes=session().scalar(window) or 0)


def _remember(row: MembershipRequest, by: UUID) -> None:
    index = _index(row)
    moderator = staff.account(by)
    if moderator and people.index_of(parsed(moderator.email)) == index:
        raise NotForYourself
    remembering.remember(groups.group(row.group_id), index, JoinState(row.state))


@action
def ask_back(request: UUID, question: str, *, by: UUID, seen: int | None = None) -> MembershipRequest:
    """Ask the applicant something; their request waits for them, visibly, in the moderator's name.

    Args:
        request: the request's id.
        question: sealed under the person's key; cut after a bound.
        by: the moderator.
        seen: the version they saw; any when None.

    Returns:
        The request as it is then.

    Raises:
        DecidedMeanwhile: it waits no more, or is another version than the one seen.
        NoSuchRequest: there is none of that id.
        ReasonNeeded: there are no words.
    """
    if not question.strip():
        raise ReasonNeeded
    row = move(request, JoinState.NEEDS_ANSWER, what="asked-back", by=by, seen=seen)
    say(row, question, by=by)
    mail.ask_back(row)
    return row


def say(row: MembershipRequest, words: str, *, by: UUID | None) -> None:
    """Add a message to the talk about a request.

    Args:
        row: the request.
        words: sealed under the person's key; cut after a bound.
        by: the moderator; None for the applicant.
    """
    new, key = new_id(), installation().vault.key_of(row.subject_id)
    text = key.seal(RequestMessage.text, new, words.strip()[:MOST_WORDS])
    message = RequestMessage(
        id=new, request_id=row.id, subject_id=row.subject_id, at=clock.now(), by=by, text=text, expires_at=None
    )
    session().add(message)
    session().flush()


@action
def undo(request: UUID, *, by: UUID) -> MembershipRequest:
    """Take a decision back before anybody has heard of it.

    Args:
        request: the request's id.
        by: the moderator.

    Returns:
        The request, which waits again.

    Raises:
        TooLateToUndo: the person has heard of it.
        DecidedMeanwhile: there is no decision to undo any more.
        NoSuchRequest: there is none of that id.
    """
    row = session().get(MembershipRequest, request)
    if row and row.heard_at and row.heard_at <= clock.now():
        raise TooLateToUndo
    row = move(request, JoinState.PENDING, what="undone", by=by)
    belonging.take_back(row.group_id, row.subject_id)
    remembering.unremember(row.group_id, _index(row))
    return row


@action
def reverse(request: UUID, *, by: UUID) -> MembershipRequest:
    """As `approve`, for somebody who was declined or left without an answer: they are let in after all, and told."""
    row = admitting.approve(request, by=by, what="reversed")
    _remember(row, by)
    return row


def _index(row: MembershipRequest) -> bytes:
    return people.person_of(row.subject_id).address_index
