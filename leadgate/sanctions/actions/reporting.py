"""Reporting: a member says what is wrong with a post; a moderator hides it with a reason, or finds nothing wrong."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from leadgate.discussions import queries as discussions
from leadgate.discussions.actions import standing
from leadgate.discussions.errors import NoSuchPost
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.groups import queries as groups
from leadgate.sanctions.models import ModerationStep, PostReport
from leadgate.sanctions.types import Category

KEPT = timedelta(days=180)
PER_MEMBER = Limit("report/member", 20, timedelta(days=1))
MOST_WORDS = 2_000


@action
def report(membership: UUID, post: UUID, category: Category, words: str = "") -> None:
    """Say that something is wrong with a post; saying it again only changes what was said.

    Args:
        membership: who says it.
        post: the post's id.
        category: what is wrong.
        words: sealed under their key; cut after a bound.

    Raises:
        NoSuchPost: there is none of that id in their group.
        TooMany: it would be their twenty-first report within a day.
    """
    member = groups.member(membership)
    _refuse_elsewhere(member.group_id, post)
    mine = select(PostReport).where(PostReport.post_id == post, PostReport.person_id == member.person_id)
    row = session().scalar(mine)
    if row is None:
        spend((PER_MEMBER, str(membership)))
    new, key = row.id if row else new_id(), installation().vault.key_of(member.person_id)
    report = PostReport(
        id=new,
        group_id=member.group_id,
        post_id=post,
        person_id=member.person_id,
        category=category,
        words=key.seal(PostReport.words, new, words.strip()[:MOST_WORDS]) if words.strip() else None,
        made_at=clock.now(),
        closed_at=None,
        expires_at=None,
    )
    session().merge(report)


def _refuse_elsewhere(group: UUID, post: UUID) -> None:
    row = discussions.post_with_id(post)
    if row is None or row.group_id != group:
        raise NoSuchPost


@action
def hide(post: UUID, reason: str, *, group: UUID, by: UUID) -> None:
    """Hide a post: members see that there was one, its author reads why. Its reports are dealt with.

    Args:
        post: the post's id.
        reason: its author reads it; cut after a bound.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchPost: there is none of that id in this group.
        ReasonNeeded: there are no words.
    """
    standing.hide(post, reason, group=group, by=by)
    close(post, "hidden", group, by)


@action
def remove(post: UUID, reason: str, *, group: UUID, by: UUID) -> None:
    """As `hide`, out of the group: its author reads it with the reason for thirty days and can appeal, then it goes."""
    standing.remove(post, reason, group=group, by=by)
    close(post, "removed", group, by)


@action
def show_again(post: UUID, *, group: UUID, by: UUID) -> None:
    """Let members read a hidden or removed post again.

    Args:
        post: the post's id.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    standing.show_again(post, group=group)
    close(post, "shown-again", group, by)


@action
def find_nothing(post: UUID, *, group: UUID, by: UUID) -> None:
    """Close the reports about a post: nothing is wrong with it. Where none is open any more, somebody was quicker.

    Args:
        post: the post's id.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    standing.post_in(group, post)  # one moderator at a time
    if session().scalar(
        select(PostReport.id).where(PostReport.post_id == post, PostReport.closed_at.is_(None)).limit(1)
    ):
        close(post, "nothing-found", group, by)


def close(post: UUID, what: str, group: UUID, by: UUID) -> None:
    """Deal with the reports about a post, and add what was done to the log.

    Args:
        post: the post's id.
        what: was done, in one word.
        group: the group's id.
        by: the moderator.
    """
    now = clock.now()
    category = session().scalar(select(PostReport.category).where(PostReport.post_id == post).limit(1)) or ""
    session().add(ModerationStep(id=new_id(), group_id=group, at=now, what=what, category=category, by=by))
    open_ones = update(PostReport).where(PostReport.post_id == post, PostReport.closed_at.is_(None))
    session().execute(open_ones.values(closed_at=now, expires_at=now + KEPT))
    audit.record(f"post:{what}", actor=by, subject=post)
