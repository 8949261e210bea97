"""Appealing: one word against a sanction or a hidden post, read by a moderator, another one where the group says so."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.discussions import queries as discussions
from leadgate.discussions.actions import standing
from leadgate.discussions.types import TAKEN_AWAY
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups
from leadgate.groups.errors import NothingSaid, ReasonNeeded
from leadgate.sanctions import mail
from leadgate.sanctions.actions.sanctioning import lift, note
from leadgate.sanctions.errors import AnotherHasTo, AppealedAlready, NoSuchSanction
from leadgate.sanctions.models import Appeal, Sanction

KEPT = timedelta(days=180)
MOST_WORDS = 2_000


@action
def appeal_sanction(person: UUID, sanction_id: UUID, words: str) -> None:
    """Say why a sanction is wrong.

    Args:
        person: who is signed in.
        sanction_id: the sanction's id.
        words: sealed under their key; cut after a bound.

    Raises:
        NoSuchSanction: another's, over, or not in force.
        NothingSaid: there are no words.
        AppealedAlready: there is an appeal against it, decided or not.
    """
    row = locked(Sanction, sanction_id)
    over = row is None or row.lifted_at or row.until <= clock.now() or row.from_when is None
    if row is None or over or row.person_id != person:
        raise NoSuchSanction
    _appeal(row.group_id, person, words, sanction=row.id)


@action
def appeal_hiding(person: UUID, post: UUID, words: str) -> None:
    """Say why one's post should not have been hidden or removed; it does not go while that is undecided.

    Args:
        person: who is signed in.
        post: the post's id.
        words: sealed under their key; cut after a bound.

    Raises:
        NoSuchSanction: another's, or not hidden.
        NothingSaid: there are no words.
        AppealedAlready: there is an appeal about it, decided or not.
    """
    row = discussions.post_with_id(post)
    if row is None or row.subject_id != person or row.standing not in TAKEN_AWAY:
        raise NoSuchSanction
    standing.keep_for_now(post)
    _appeal(row.group_id, person, words, post=post)


def _appeal(group: UUID, person: UUID, words: str, *, sanction: UUID | None = None, post: UUID | None = None) -> None:
    if not words.strip():
        raise NothingSaid
    if session().scalar(select(Appeal.id).where(Appeal.sanction_id == sanction, Appeal.post_id == post)):
        raise AppealedAlready
    new, key = new_id(), installation().vault.key_of(person)
    sealed = key.seal(Appeal.words, new, words.strip()[:MOST_WORDS])
    appeal = Appeal(
        id=new,
        group_id=group,
        person_id=person,
        sanction_id=sanction,
        post_id=post,
        words=sealed,
        made_at=clock.now(),
        decided_at=None,
        decided_by=None,
        granted=None,
        answer=None,
        expires_at=None,
    )
    session().add(appeal)
    session().flush()


@action
def decide(appeal_id: UUID, answer: str, *, granted: bool, group: UUID, by: UUID) -> None:
    """Answer an appeal: a granted one lifts the sanction, or shows the post again; the person reads the answer.

    Args:
        appeal_id: the appeal's id.
        answer: sealed under the person's key; cut after a bound.
        granted: whether they are right.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchSanction: none of this group that waits.
        AnotherHasTo: the group wants another moderator than the one whose decision it is about.
        ReasonNeeded: there are no words.
    """
    row = locked(Appeal, appeal_id)
    if row is None or row.group_id != group or row.decided_at:
        raise NoSuchSanction
    if groups.group(group).second_pair and by in _deciders(row):
        raise AnotherHasTo
    if not answer.strip():
        raise ReasonNeeded
    key = installation().vault.key_of(row.person_id)
    row.answer = key.seal(Appeal.answer, row.id, answer.strip()[:MOST_WORDS])
    row.granted, row.decided_at, row.decided_by, row.expires_at = granted, clock.now(), by, clock.now() + KEPT
    if granted:
        _undo(row, by)
    elif row.post_id:
        standing.end_after_all(row.post_id)
    note(group, "appeal-granted" if granted else "appeal-refused", by)
    audit.record("appeal:granted" if granted else "appeal:refused", actor=by, subject=row.id)
    mail.tell_appeal(row)


def _deciders(row: Appeal) -> set[UUID | None]:
    if row.post_id:
        post = discussions.post_with_id(row.post_id)
        return {post.hidden_by if post else None}
    found = session().get_one(Sanction, row.sanction_id)
    return {found.by, found.seconded_by}


def _undo(row: Appeal, by: UUID) -> None:
    if row.sanction_id:
        lift(row.sanction_id, group=row.group_id, by=by)
    elif row.post_id:
        standing.show_again(row.post_id, group=row.group_id)
