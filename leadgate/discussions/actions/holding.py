"""Holding: what somebody new says waits for a moderator, where a group wants that; and nobody new says much at once."""

import re
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from leadgate.discussions.actions import telling
from leadgate.discussions.errors import NoSuchPost, PostedTooFast
from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.groups.actions import naming
from leadgate.groups.actions.belonging import lock_member
from leadgate.groups.types import GroupRow, MembershipRow

LINK = re.compile(r"https?://|www\.|\]\(|<[a-z]+:", re.IGNORECASE)
"""What leads out of the group: an address, a Markdown link or picture."""


def standing_of(group: GroupRow, member: MembershipRow, body: str, *, has_files: bool) -> PostStatus:
    """Whether something a member says is shown at once or waits for a moderator.

    Args:
        group: with its rules for the new.
        member: who says it.
        body: all of its text, a title included.
        has_files: whether files hang on it; in a group that holds links they count as one.
    """
    first = group.first_posts_held and _shown_by(group.id, member.id, group.first_posts_held) < group.first_posts_held
    leads_out = group.links_held and is_new(group, member) and (has_files or LINK.search(body))
    return PostStatus.HELD if first or leads_out else PostStatus.SHOWN


def is_new(group: GroupRow, member: MembershipRow) -> bool:
    """Whether somebody belongs to a group for a short time only, by the group's own measure (days).

    Args:
        group: with its measure.
        member: of that group.
    """
    return member.begins_at > clock.now() - timedelta(days=group.new_for_days)


def _shown_by(group: UUID, member: UUID, most: int) -> int:
    mine = select(Post.id).join(Thread).where(Thread.group_id == group, Post.author_id == member)
    shown = mine.where(Post.standing == PostStatus.SHOWN).limit(most).subquery()
    return session().scalar(select(func.count()).select_from(shown)) or 0


def refuse_haste(group: GroupRow, member: MembershipRow) -> None:
    """Refuse somebody new who said something a moment ago, where the group is slow for the new.

    Args:
        group: with its measure (minutes).
        member: of that group.

    Raises:
        PostedTooFast: their last post is younger than the group wants; names the minutes.
    """
    if not group.slow_minutes or not is_new(group, member):
        return
    lock_member(member.id)
    newest = session().scalar(select(func.max(Post.made_at)).where(Post.author_id == member.id))
    if newest and newest > clock.now() - timedelta(minutes=group.slow_minutes):
        raise PostedTooFast(group.slow_minutes)


@action
def release(post: UUID, *, group: UUID, by: UUID) -> None:
    """Show what waited; the others hear of it now.

    Args:
        post: the post's id.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchPost: none of this group that waits.
    """
    row = locked(Post, post)
    thread = session().get(Thread, row.thread_id) if row else None
    if row is None or thread is None or thread.group_id != group or row.standing != PostStatus.HELD:
        raise NoSuchPost
    row.standing = PostStatus.SHOWN
    thread.held, thread.last_at = False, clock.now()
    session().flush()
    audit.record("post:released", actor=by, subject=row.id)
    telling.tell_of(row.id, group)
    body = installation().vault.key_of(row.subject_id).open(Post.body, row.id, row.body)
    telling.tell_named(row.id, naming.named_in(group, body))
