"""Posting: opening a thread, answering in it, mending and removing what one said oneself."""

from datetime import timedelta
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.groups.errors import NoSuchPost, NothingSaid
from leadgate.groups.models import Membership, Post, Standing, Thread
from leadgate.groups.sanctions import refuse_muted

PER_MEMBER = Limit("post/member", 30, timedelta(hours=1))
LONGEST = 20_000


@action
def open_thread(membership: UUID, title: str, body: str) -> UUID:
    """Begin a talk; answers the id of the thread.

    Raises:
        NothingSaid, Muted, TooMany
    """
    member = session().get_one(Membership, membership)
    refuse_muted(member.group_id, member.person_id)
    thread = _thread(member.group_id)
    _write(thread, member.person_id, body, author=member.id, title=title)
    return thread


@action
def announce(group: UUID, title: str, body: str, *, by: UUID) -> UUID:
    """Begin a talk in the moderators' name, above all others; answers the id of the thread.

    Raises:
        NothingSaid
    """
    thread = _thread(group, announcement=True)
    _write(thread, group, body, staff=by, title=title)
    return thread


@action
def reply(membership: UUID, thread: UUID, body: str) -> UUID:
    """Answer in a talk; answers the id of the post.

    Raises:
        NothingSaid, Muted, TooMany
    """
    member = session().get_one(Membership, membership)
    refuse_muted(member.group_id, member.person_id)
    row = session().get_one(Thread, thread)
    row.last_at = clock.now()
    return _write(thread, member.person_id, body, author=member.id)


def _thread(group: UUID, *, announcement: bool = False) -> UUID:
    new, now = new_id(), clock.now()
    thread = Thread(id=new, group_id=group, announcement=announcement, pinned=announcement, made_at=now, last_at=now)
    session().add(thread)
    session().flush()
    return new


def _write(
    thread: UUID, subject: UUID, body: str, *, author: UUID | None = None, staff: UUID | None = None, title: str = ""
) -> UUID:
    if not body.strip():
        raise NothingSaid
    if author:
        spend((PER_MEMBER, str(author)))
    new, key = new_id(), installation().vault.key_of(subject)
    post = Post(
        id=new,
        thread_id=thread,
        subject_id=subject,
        author_id=author,
        staff_id=staff,
        title=key.seal(Post.title, new, title) if title else None,
        body=key.seal(Post.body, new, body[:LONGEST]),
        made_at=clock.now(),
        standing=Standing.SHOWN,
    )
    session().add(post)
    session().flush()
    return new


def _own(post: UUID, membership: UUID) -> Post:
    row = session().get(Post, post)
    if row is None or row.author_id != membership:
        raise NoSuchPost
    return row


@action
def mend(post: UUID, body: str, *, membership: UUID) -> None:
    """Change what one said; readers see that it was changed.

    Raises:
        NoSuchPost: it is another's, or there is none.
        NothingSaid, Muted
    """
    row = _own(post, membership)
    if not body.strip():
        raise NothingSaid
    refuse_muted(session().get_one(Membership, membership).group_id, row.subject_id)
    row.body = installation().vault.key_of(row.subject_id).seal(Post.body, row.id, body[:LONGEST])
    row.edited_at = clock.now()


@action
def take_down(post: UUID, *, membership: UUID) -> None:
    """Delete what one said; the talk goes on around it.

    Raises:
        NoSuchPost
    """
    session().delete(_own(post, membership))
