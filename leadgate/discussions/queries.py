"""Reading what is said in a group, for those who may: threads, the newest first, and the posts of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select, tuple_

from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import PostRow, PostStatus
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.weeks import walked_by_week
from leadgate.groups import queries as groups

THREADS = 20
POSTS = 50
UNSEEN = (PostStatus.HELD, PostStatus.REMOVED)
"""Of these others do not even see that there is something."""


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as a reader sees it."""

    id: UUID
    thread: UUID
    author_id: UUID | None
    """The membership it was said in, while there is one."""
    author: str
    """Empty for somebody who has left without their name."""
    is_staff: bool
    is_own: bool
    title: str
    body: str
    at: datetime
    edited: bool
    is_redacted: bool
    """Whether a moderator changed it."""
    original: str
    """What its author had said before; for them and for moderators."""
    standing: PostStatus
    why: str


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread in the list: how it begins, and how many answers there are."""

    thread: Thread
    first: PostView | None
    replies: int


def threads(group: UUID, reader: UUID | None, before: str = "") -> tuple[list[ThreadView], str | None]:
    """A page of threads, announcements first, then the newest; and from where the next page goes on.

    Args:
        group: the group's id.
        reader: the membership that reads; None for a moderator, who sees what waits as well.
        before: where the page before ended; empty for the first.
    """
    mine = select(Thread).where(Thread.group_id == group)
    if reader:
        mine = mine.where(~Thread.held | _began(reader))
    if place := _place(before):
        mine = mine.where(tuple_(Thread.pinned, Thread.last_at, Thread.id) < tuple_(*place))
    order = (Thread.pinned.desc(), Thread.last_at.desc(), Thread.id.desc())
    rows = session().scalars(mine.order_by(*order).limit(THREADS + 1)).all()
    shown = rows[:THREADS]
    last = shown[-1] if len(rows) > THREADS else None
    onward = f"{int(last.pinned)}/{last.last_at}/{last.id}" if last else None
    return _talks(group, shown, reader), onward


def _began(reader: UUID) -> ColumnElement[bool]:
    """The condition that a member began the talk themselves."""
    return exists().where(Post.thread_id == Thread.id, Post.author_id == reader, Post.title.is_not(None))


def _place(before: str) -> tuple[bool, datetime, UUID] | None:
    pinned, _, rest = before.partition("/")
    at, _, number = rest.partition("/")
    try:
        return pinned == "1", datetime.fromisoformat(at), UUID(number)
    except ValueError:
        return None


def _talks(group: UUID, rows: Sequence[Thread], reader: UUID | None) -> list[ThreadView]:
    ids = [row.id for row in rows]
    firsts = select(Post).where(Post.thread_id.in_(ids), Post.title.is_not(None))
    counted = select(Post.thread_id, func.count()).where(Post.thread_id.in_(ids), Post.standing.not_in(UNSEEN))
    counts = {thread: count for thread, count in session().execute(counted.group_by(Post.thread_id))}  # noqa: C416 - rows are not pairs to mypy
    first = {said.thread: said for said in _said(group, session().scalars(firsts).all(), reader)}
    return [ThreadView(row, first.get(row.id), max(0, counts.get(row.id, 0) - 1)) for row in rows]


def thread(group: UUID, thread_id: UUID, reader: UUID | None) -> Thread | None:
    """A thread of this group that a reader may read; None when there is none.

    Args:
        group: the group's id.
        thread_id: the thread's id.
        reader: the membership that reads; None for a moderator, who sees what waits as well.
    """
    mine = select(Thread).where(Thread.group_id == group, Thread.id == thread_id)
    return session().scalar(mine.where(~Thread.held | _began(reader)) if reader else mine)


def posts(
    group: UUID, thread_id: UUID, reader: UUID | None, after: UUID | None = None
) -> tuple[list[PostView], UUID | None]:
    """A page of the posts of a thread, oldest first; and after which one the next page goes on.

    Args:
        group: the group's id.
        thread_id: the thread's id.
        reader: the membership that reads; None for a moderator, who sees what waits and what is hidden as well.
        after: the last post of the page before; None for the first.
    """
    mine = select(Post).where(Post.thread_id == thread_id)
    if reader:
        mine = mine.where(Post.standing.not_in(UNSEEN) | (Post.author_id == reader))
    if after:
        mine = mine.where(Post.id > after)
    rows = session().scalars(mine.order_by(Post.id).limit(POSTS + 1)).all()
    return _said(group, rows[:POSTS], reader), rows[POSTS - 1].id if len(rows) > POSTS else None


def said_since(thread_id: UUID, after: UUID, reader: UUID) -> int:
    """How many posts of a thread others have said after a certain one, as far as a reader may see them.

    Args:
        thread_id: the thread's id.
        after: the post's id.
        reader: the membership that reads.
    """
    mine = select(func.count()).where(Post.thread_id == thread_id, Post.id > after, Post.standing.not_in(UNSEEN))
    others = mine.where(Post.author_id.is_(None) | (Post.author_id != reader))
    return session().scalar(others) or 0


def posts_with(post_ids: Sequence[UUID], group: UUID, reader: UUID | None) -> list[PostView]:
    """These posts, as a reader may read them, in this order; those that are gone are left out.

    Args:
        post_ids: the ids of posts the reader was found to see.
        group: the group's id.
        reader: the membership that reads; None for a moderator.
    """
    mine = select(Post).where(Post.id.in_(post_ids))
    said = {one.id: one for one in _said(group, session().scalars(mine).all(), reader)}
    return [said[number] for number in post_ids if number in said]


def titles(group: UUID, threads: Sequence[UUID], reader: UUID | None) -> dict[UUID, str]:
    """The titles of these discussions by the thread's id, as far as a reader may read them.

    Args:
        group: the group's id.
        threads: their ids.
        reader: the membership that reads; None for a moderator.
    """
    firsts = select(Post).where(Post.thread_id.in_(threads), Post.title.is_not(None))
    return {said.thread: said.title for said in _said(group, session().scalars(firsts).all(), reader)}


def post(group: UUID, post_id: UUID, reader: UUID | None) -> PostView | None:
    """A post of this group, in whatever standing; None when there is none.

    Args:
        group: the group's id.
        post_id: the post's id.
        reader: the membership that reads; None for a moderator.
    """
    mine = select(Post).join(Thread).where(Thread.group_id == group, Post.id == post_id)
    return next(iter(_said(group, session().scalars(mine).all(), reader)), None)


def _said(group: UUID, rows: Sequence[Post], reader: UUID | None) -> list[PostView]:
    """Posts, opened; what is hidden only for its author and with the reason."""
    members = {row.author_id for row in rows if row.author_id}
    keys, names = installation().vault.keys_of({row.subject_id for row in rows}), groups.member_names(members)
    staff = groups.names_of(group)
    found = []
    for row in rows:
        key, own = keys.get(row.subject_id), row.author_id is not None and row.author_id == reader
        if key is None:
            continue
        readable = row.standing == PostStatus.SHOWN or own or reader is None
        found.append(
            PostView(
                id=row.id,
                thread=row.thread_id,
                author_id=row.author_id,
                author=staff.get(row.staff_id, "") if row.staff_id else names.get(row.author_id, ""),  # type: ignore[arg-type]
                is_staff=row.staff_id is not None,
                is_own=own,
                title=key.open(Post.title, row.id, row.title) if row.title and readable else "",
                body=key.open(Post.body, row.id, row.body) if readable else "",
                at=row.made_at,
                edited=row.edited_at is not None,
                is_redacted=row.edited_by is not None,
                original=key.open(Post.original, row.id, row.original)
                if row.original and (own or reader is None)
                else "",
                standing=PostStatus(row.standing),
                why=key.open(Post.why, row.id, row.why) if row.why and (own or reader is None) else "",
            )
        )
    return found


def post_with_id(post_id: UUID) -> PostRow | None:
    """The post of that id, sealed, in whatever group and standing."""
    return session().get(Post, post_id)


def held(group: UUID) -> list[PostView]:
    """The posts that wait for a moderator, the longest waiting first, at most a hundred."""
    mine = select(Post).join(Thread).where(Thread.group_id == group, Post.standing == PostStatus.HELD)
    return _said(group, session().scalars(mine.order_by(Post.id).limit(100)).all(), None)


def posts_by_week(group_id: UUID, bounds: Sequence[datetime]) -> list[int]:
    """How many posts were said in a group in each week.

    Args:
        group_id: the group's.
        bounds: as for `foundation.weeks.walked_by_week`.
    """
    return walked_by_week(Post.made_at, bounds, Post.group_id == group_id)


def held_counts(group_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many posts wait for a moderator, by group; a group where none does is left out."""
    posts = select(Thread.group_id, func.count()).join(Post, Post.thread_id == Thread.id)
    held = posts.where(Thread.group_id.in_(group_ids), Post.standing == PostStatus.HELD).group_by(Thread.group_id)
    return dict(iter(session().execute(held)))
