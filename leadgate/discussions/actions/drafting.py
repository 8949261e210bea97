"""Drafting: what somebody has begun to write is kept for them, sealed, until they post it or let it be."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select

from leadgate.discussions.actions.posting import LONGEST
from leadgate.discussions.models import PostDraft
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups

KEPT = timedelta(days=30)


@action
def keep(membership: UUID, place: UUID, body: str, title: str = "") -> None:
    """Keep what was begun; nothing at all is kept of nothing.

    Args:
        membership: the author's.
        place: the discussion it is for; the group itself for a new one.
        body: as typed; cut after a bound.
        title: of a new discussion; cut after 200 characters.
    """
    member = groups.member(membership)
    if not (body.strip() or title.strip()):
        return drop(membership, place)
    row = session().scalar(_of(membership, place))
    new, key = row.id if row else new_id(), installation().vault.key_of(member.person_id)
    draft = PostDraft(
        id=new,
        membership_id=membership,
        person_id=member.person_id,
        place=place,
        title=key.seal(PostDraft.title, new, title[:200]) if title.strip() else None,
        body=key.seal(PostDraft.body, new, body[:LONGEST]),
        expires_at=clock.now() + KEPT,
    )
    session().merge(draft)
    return None


@action
def drop(membership: UUID, place: UUID) -> None:
    """Forget what was begun; dropping nothing is fine.

    Args:
        membership: the author's.
        place: as it was kept for.
    """
    session().execute(delete(PostDraft).where(PostDraft.membership_id == membership, PostDraft.place == place))


def draft(membership: UUID, place: UUID) -> tuple[str, str]:
    """The title and the body of what was begun; both empty when nothing was.

    Args:
        membership: the author's.
        place: as it was kept for.
    """
    row = session().scalar(_of(membership, place))
    if row is None:
        return "", ""
    key = installation().vault.key_of(row.person_id)
    title = key.open(PostDraft.title, row.id, row.title) if row.title else ""
    return title, key.open(PostDraft.body, row.id, row.body)


def _of(membership: UUID, place: UUID) -> Select[PostDraft]:
    return select(PostDraft).where(PostDraft.membership_id == membership, PostDraft.place == place)
