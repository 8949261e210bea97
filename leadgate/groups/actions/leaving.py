"""Leaving: at any time, at once, without a reason."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from leadgate.consent.actions.answering import withdraw
from leadgate.consent.models import Purpose
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import PersonKey
from leadgate.groups.actions import attaching
from leadgate.groups.models import Departure, Group, Membership, Post, Thread

SEEN_EVERY = timedelta(hours=1)


@action
def leave(membership: UUID, *, keeps_posts: bool = False) -> None:
    """End a membership, and the consent to it; doing it twice is doing it once.

    Args:
        keeps_posts: whether what they said stays, without their name and sealed under the group's own key.
    """
    row = session().get(Membership, membership, with_for_update=True)
    if row is None:
        return
    _let_go_of_posts(row, keeps_posts=keeps_posts)
    end_membership(row, method="own-page")


def end_membership(row: Membership, *, method: str) -> None:
    """End a membership with everything that hangs on it, and the consent to it; it is counted, and tied to nobody.

    Args:
        method: how it came about, for the ledger.
    """
    group, person = session().get_one(Group, row.group_id), row.person_id
    session().execute(delete(Membership).where(Membership.id == row.id))
    session().add(Departure(id=new_id(), group_id=group.id, at=clock.now()))
    _withdraw_all(person, group, method)


def _withdraw_all(person: UUID, group: Group, method: str) -> None:
    """Membership, and every kind of mail about the group."""
    key = installation().vault.key_of(person)
    own = select(Purpose.id).where(Purpose.belongs_to == group.id)
    for purpose in session().scalars(own).all():
        withdraw(key, purpose, method=method)


def _let_go_of_posts(row: Membership, *, keeps_posts: bool) -> None:
    mine = select(Post).join(Thread).where(Thread.group_id == row.group_id, Post.subject_id == row.person_id)
    posts = session().scalars(mine).all()
    keys = installation().vault.keys_of([row.person_id, row.group_id])
    for post in posts:
        if keeps_posts:
            _seal_anew(post, keys[row.person_id], keys[row.group_id])
        else:
            session().delete(post)
    session().flush()


def _seal_anew(post: Post, old: PersonKey, new: PersonKey) -> None:
    for column in (Post.title, Post.body, Post.why, Post.original):
        if sealed := getattr(post, column.key):
            setattr(post, column.key, new.seal(column, post.id, old.open(column, post.id, sealed)))
    attaching.seal_anew(post, old, new)
    post.subject_id, post.author_id = new.owner, None


@action
def end_silent(memberships: Sequence[UUID]) -> None:
    """End the memberships of those who did not come for long and said nothing; what they wrote stays without a name."""
    for row in session().scalars(select(Membership).where(Membership.id.in_(memberships)).with_for_update()).all():
        _let_go_of_posts(row, keeps_posts=True)
        end_membership(row, method="retention")


@action
def stay(group: UUID, person: UUID) -> None:
    """Note that somebody wants to stay in a group."""
    mine = update(Membership).where(Membership.group_id == group, Membership.person_id == person)
    session().execute(mine.values(seen_at=clock.now()))


def note_seen(membership: Membership) -> None:
    """Note that a member was here, once an hour at most: who stays away for long is asked whether they still belong."""
    if membership.seen_at <= clock.now() - SEEN_EVERY:
        _see(membership.id)


@action
def _see(membership: UUID) -> None:
    session().execute(update(Membership).where(Membership.id == membership).values(seen_at=clock.now()))
