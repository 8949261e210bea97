"""Standing: a post is taken away from its readers, with a reason for its author, and given back to them.

Who decides so, and who hears of it, is for the room above.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from leadgate.discussions.errors import NoSuchPost
from leadgate.discussions.models import Post
from leadgate.discussions.types import PostStatus
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked, locked_one
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext, PersonKey
from leadgate.groups.errors import ReasonNeeded

REMOVED_KEPT = timedelta(days=30)
LONGEST_REASON = 2_000


@action
def hide(post: UUID, reason: str, *, group: UUID, by: UUID) -> None:
    """Hide a post: members see that there was one, its author reads it with the reason.

    Args:
        post: the post's id.
        reason: sealed under the author's key; cut after a bound.
        group: the moderator's.
        by: the moderator.

    Raises:
        ReasonNeeded: there are no words.
        NoSuchPost: there is none of that id in this group.
    """
    _take_away(post, PostStatus.HIDDEN, reason, group, by)


@action
def remove(post: UUID, reason: str, *, group: UUID, by: UUID) -> None:
    """As `hide`, out of the group: its author reads it with the reason for thirty days, then it goes."""
    _take_away(post, PostStatus.REMOVED, reason, group, by)
    end_after_all(post)


def _take_away(post: UUID, standing: PostStatus, reason: str, group: UUID, by: UUID) -> None:
    if not reason.strip():
        raise ReasonNeeded
    row = post_in(group, post)
    row.standing, row.hidden_by = standing, by
    row.why = sealed_reason(installation().vault.key_of(row.subject_id), row, reason)


@action
def hide_all(group: UUID, person: UUID) -> None:
    """Hide all that somebody said in a group and others can read.

    Args:
        group: the group's id.
        person: the person's.
    """
    shown = (Post.subject_id == person, Post.group_id == group, Post.standing == PostStatus.SHOWN)
    hidden = update(Post).where(*shown).values(standing=PostStatus.HIDDEN)
    session().execute(hidden, execution_options={"synchronize_session": False})


@action
def show_again(post: UUID, *, group: UUID) -> None:
    """Let a post stand again as if nothing had been; doing it twice is doing it once.

    Args:
        post: the post's id.
        group: the moderator's.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    row = post_in(group, post)
    row.standing, row.why, row.hidden_by, row.expires_at = PostStatus.SHOWN, None, None, None


@action
def keep_for_now(post: UUID) -> None:
    """Let a removed post not go while something is undecided about it; `end_after_all` ends that."""
    session().get_one(Post, post).expires_at = None


@action
def end_after_all(post: UUID) -> None:
    """Let a removed post go in thirty days; one in another standing stays as it is."""
    row = locked_one(Post, post)
    if row.standing == PostStatus.REMOVED:
        row.expires_at = clock.now() + REMOVED_KEPT


def post_in(group: UUID, post: UUID) -> Post:
    """A post of this group, in whatever standing, locked until the act ends.

    Args:
        group: the group's id.
        post: the post's.

    Raises:
        NoSuchPost: there is none of that id in this group.
    """
    row = locked(Post, post)
    if row is None or row.group_id != group:
        raise NoSuchPost
    return row


def sealed_reason(key: PersonKey, row: Post, reason: str) -> Ciphertext:
    """What a moderator tells the author of a post, as it is kept.

    Args:
        key: that the post is sealed under.
        row: the post.
        reason: in clear; cut after a bound.
    """
    return key.seal(Post.why, row.id, reason.strip()[:LONGEST_REASON])
