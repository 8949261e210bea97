"""Leaving: at any time, at once, without a reason."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from leadgate.consent.actions.answering import withdraw
from leadgate.consent.queries import purposes_of
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked, locked_rows
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups.events import MemberLeaves
from leadgate.groups.models import Departure, Group, Membership

SEEN_EVERY = timedelta(hours=1)


@action
def leave(membership: UUID, *, keeps_posts: bool = False) -> None:
    """End a membership, and the consent to it; doing it twice is doing it once.

    Args:
        membership: the membership's id.
        keeps_posts: whether what they said stays, without their name and sealed under the group's own key.
    """
    row = locked(Membership, membership)
    if row is None:
        return
    tell(MemberLeaves(row.id, row.group_id, row.person_id, keeps_posts=keeps_posts))
    end_membership(row, method="own-page")


def end_membership(row: Membership, *, method: str) -> None:
    """End a membership with everything that hangs on it, and the consent to it; it is counted, and tied to nobody.

    Args:
        row: the membership.
        method: how it came about, for the ledger.
    """
    group, person = session().get_one(Group, row.group_id), row.person_id
    session().execute(delete(Membership).where(Membership.id == row.id))
    session().add(Departure(id=new_id(), group_id=group.id, at=clock.now()))
    _withdraw_all(person, group, method)


def _withdraw_all(person: UUID, group: Group, method: str) -> None:
    """Membership, and every kind of mail about the group."""
    key = installation().vault.key_of(person)
    for purpose in purposes_of(group.id):
        withdraw(key, purpose, method=method)


@action
def expel(group: UUID, person: UUID, *, method: str) -> None:
    """As `end_membership`, of somebody whom others put out; who does not belong to the group any more is left alone.

    Args:
        group: the group's id.
        person: the person's.
        method: how it came about, for the ledger.
    """
    mine = select(Membership).where(Membership.group_id == group, Membership.person_id == person)
    for row in locked_rows(mine):
        end_membership(row, method=method)


@action
def end_silent(memberships: Sequence[UUID]) -> None:
    """End the memberships of those who did not come for long and said nothing; what they wrote stays without a name."""
    for row in locked_rows(select(Membership).where(Membership.id.in_(memberships)).order_by(Membership.id)):
        tell(MemberLeaves(row.id, row.group_id, row.person_id, keeps_posts=True))
        end_membership(row, method="retention")


@action
def stay(group: UUID, person: UUID) -> None:
    """Note that somebody wants to stay in a group; their time of being inactive begins anew.

    Args:
        group: the group's id.
        person: the member's.
    """
    mine = update(Membership).where(Membership.group_id == group, Membership.person_id == person)
    session().execute(mine.values(seen_at=clock.now()))


def note_seen(membership: Membership) -> None:
    """Note that a member was here, once an hour at most: who stays away for long is asked whether they still belong."""
    if membership.seen_at <= clock.now() - SEEN_EVERY:
        _see(membership.id)


@action
def _see(membership: UUID) -> None:
    session().execute(update(Membership).where(Membership.id == membership).values(seen_at=clock.now()))
