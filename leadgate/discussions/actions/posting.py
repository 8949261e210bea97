"""Posting: opening a thread, answering in it, mending and removing what one said oneself."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from leadgate.discussions import checks
from leadgate.discussions.actions import attaching, holding, indexing, telling
from leadgate.discussions.actions.attaching import StoredFile
from leadgate.discussions.errors import NoSuchPost
from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.groups import queries as groups
from leadgate.groups.actions import naming
from leadgate.groups.errors import NothingSaid
from leadgate.groups.types import MembershipRow

PER_MEMBER = Limit("post/member", 30, timedelta(hours=1))
LONGEST = 20_000


@action
def open_thread(membership: UUID, title: str, body: str, files: Sequence[StoredFile] = ()) -> UUID:
    """Begin a discussion.

    Args:
        membership: the author's.
        title: one line.
        body: Markdown; cut after a bound.
        files: as `attaching.keep` answered them.

    Returns:
        The id of the thread.

    Raises:
        NothingSaid: the body is empty.
        Muted: the moderators let the author say nothing at the moment.
        PostedTooFast: the author is new, and said something a moment ago.
        TooMany: it would be the author's thirty-first post within an hour.
    """
    member, new, now = groups.member(membership), new_id(), clock.now()
    thread = Thread(
        id=new, group_id=member.group_id, announcement=False, pinned=False, held=False, made_at=now, last_at=now
    )
    _say(thread, member, body, title, files)
    return new


@action
def reply(membership: UUID, thread: UUID, body: str, files: Sequence[StoredFile] = ()) -> UUID:
    """Answer in a discussion.

    Args:
        membership: the author's.
        thread: of a discussion that is there, in the author's group.
        body: Markdown; cut after a bound.
        files: as `attaching.keep` answered them.

    Returns:
        The id of the post.

    Raises:
        NothingSaid: the body is empty.
        Muted: the moderators let the author say nothing at the moment.
        PostedTooFast: the author is new, and said something a moment ago.
        TooMany: it would be the author's thirty-first post within an hour.
    """
    return _say(session().get_one(Thread, thread), groups.member(membership), body, files=files)


@action
def announce(group: UUID, title: str, body: str, files: Sequence[StoredFile] = (), *, by: UUID) -> UUID:
    """Begin a discussion in the moderators' name, above all others.

    Args:
        group: the moderator's.
        title: one line.
        body: Markdown; cut after a bound.
        files: as `attaching.keep` answered them.
        by: the moderator, whom members are not told.

    Returns:
        The id of the thread.

    Raises:
        NothingSaid: the body is empty.
    """
    thread, now = new_id(), clock.now()
    row = Thread(id=thread, announcement=True, pinned=True, held=False, group_id=group, made_at=now, last_at=now)
    session().add(row)
    _write(row, group, body, title=title, files=files, staff_id=by)
    return thread


@action
def answer_as_staff(group: UUID, thread: UUID, body: str, files: Sequence[StoredFile] = (), *, by: UUID) -> UUID:
    """Answer in a discussion in the moderators' name.

    Args:
        group: the moderator's.
        thread: the thread's id.
        body: Markdown; cut after a bound.
        files: as `attaching.keep` answered them.
        by: the moderator, whom members are not told.

    Returns:
        The id of the post.

    Raises:
        NothingSaid: the body is empty.
        NoSuchPost: there is no such thread in this group.
    """
    row = session().get(Thread, thread)
    if row is None or row.group_id != group:
        raise NoSuchPost
    row.last_at = clock.now()
    return _write(row, group, body, files=files, staff_id=by)


def _say(thread: Thread, member: MembershipRow, body: str, title: str = "", files: Sequence[StoredFile] = ()) -> UUID:
    """Let a member say something, unless they may not right now; some of it waits for a moderator."""
    group = groups.group(member.group_id)
    checks.refuse_silenced(group.id, member.person_id)
    holding.refuse_haste(group, member)
    spend((PER_MEMBER, str(member.id)))
    standing = holding.standing_of(group, member, f"{title}\n{body}", has_files=bool(files))
    if title:
        thread.held = standing == PostStatus.HELD
        session().add(thread)
    elif standing == PostStatus.SHOWN:
        thread.last_at = clock.now()
    return _write(thread, member.person_id, body, title=title, files=files, author_id=member.id, standing=standing)


def _write(
    thread: Thread,
    subject: UUID,
    body: str,
    *,
    title: str = "",
    files: Sequence[StoredFile] = (),
    author_id: UUID | None = None,
    staff_id: UUID | None = None,
    standing: PostStatus = PostStatus.SHOWN,
) -> UUID:
    if not body.strip():
        raise NothingSaid
    new, key = new_id(), installation().vault.key_of(subject)
    post = Post(
        id=new,
        thread_id=thread.id,
        group_id=thread.group_id,
        subject_id=subject,
        author_id=author_id,
        staff_id=staff_id,
        title=key.seal(Post.title, new, title) if title else None,
        body=key.seal(Post.body, new, body[:LONGEST]),
        made_at=clock.now(),
        edited_at=None,
        edited_by=None,
        original=None,
        indexed=False,
        standing=standing,
        why=None,
        hidden_by=None,
        expires_at=None,
    )
    session().flush()
    session().add(post)
    session().flush()
    attaching.attach(post, key, files)
    indexing.index(thread.group_id, post, title, body[:LONGEST])
    if post.standing == PostStatus.SHOWN:
        telling.tell_of(new, thread.group_id)
        telling.tell_named(new, naming.named_in(thread.group_id, body))
    return new


def _own(post: UUID, membership: UUID) -> Post:
    row = locked(Post, post)
    if row is None or row.author_id != membership:
        raise NoSuchPost
    return row


@action
def mend(post: UUID, body: str, *, membership: UUID) -> None:
    """Change what one said; readers see that it was changed, and what would have waited for a moderator waits now.

    Args:
        post: the post's id.
        body: how it is from now on, Markdown; cut after a bound.
        membership: the author's.

    Raises:
        NoSuchPost: it is another's, or there is none.
        NothingSaid: the body is empty.
        Muted: the moderators let the author say nothing at the moment.
    """
    row = _own(post, membership)
    if not body.strip():
        raise NothingSaid
    member = groups.member(membership)
    checks.refuse_silenced(member.group_id, row.subject_id)
    if row.standing == PostStatus.SHOWN:
        row.standing = holding.standing_of(
            groups.group(member.group_id), member, body, has_files=attaching.has_files(post)
        )
    row.body = installation().vault.key_of(row.subject_id).seal(Post.body, row.id, body[:LONGEST])
    row.edited_at, row.edited_by, row.original = clock.now(), None, None
    if row.standing == PostStatus.SHOWN:
        row.why = None
    title = installation().vault.key_of(row.subject_id).open(Post.title, row.id, row.title) if row.title else ""
    indexing.index(member.group_id, row, title, body[:LONGEST])


@action
def take_down(post: UUID, *, membership: UUID) -> None:
    """Delete what one said; the discussion goes on around it.

    Args:
        post: the post's id.
        membership: the author's.

    Raises:
        NoSuchPost: it is another's, or there is none.
    """
    session().delete(_own(post, membership))
