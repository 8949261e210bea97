"""Parting: what somebody said goes with them, or stays without their name and under the group's own key."""

from sqlalchemy import delete, select

from leadgate.discussions.actions import attaching
from leadgate.discussions.models import Post, Thread
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups.events import GroupEnds, MemberLeaves


def let_go_of_posts(event: MemberLeaves) -> None:
    """Delete what they said in the group, or take their name off it."""
    mine = select(Post).join(Thread).where(Thread.group_id == event.group_id, Post.subject_id == event.person_id)
    posts = session().scalars(mine).all()
    keys = installation().vault.keys_of([event.person_id, event.group_id])
    for post in posts:
        if event.keeps_posts:
            _seal_anew(post, keys[event.person_id], keys[event.group_id])
        else:
            session().delete(post)
    session().flush()


def _seal_anew(post: Post, old: PersonKey, new: PersonKey) -> None:
    for column in (Post.title, Post.body, Post.why, Post.original):
        if sealed := getattr(post, column.key):
            setattr(post, column.key, new.seal(column, post.id, old.open(column, post.id, sealed)))
    attaching.seal_anew(post, old, new)
    post.subject_id, post.author_id = new.owner, None


def end_threads(event: GroupEnds) -> None:
    """Delete some of what was said in a group that has ended."""
    some = select(Thread.id).where(Thread.group_id == event.group_id).limit(event.most)
    threads = session().scalars(some).all()
    session().execute(delete(Thread).where(Thread.id.in_(threads)))
    event.has_more = event.has_more or bool(threads)
