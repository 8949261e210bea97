"""Claiming: saying that one is on a request, so that two moderators do not read it at once; it lapses by itself."""

from datetime import timedelta
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.moderation.models import RequestClaim

LASTS = timedelta(minutes=2)


@action
def claim(request: UUID, *, by: UUID) -> bool:
    """Be on a request for two minutes more.

    Args:
        request: the request's id.
        by: the moderator.

    Returns:
        Whether they are: not while somebody else is.
    """
    now = clock.now()
    mine = upsert(RequestClaim).values(request_id=request, by=by, until=now + LASTS)
    free = (RequestClaim.by == by) | (RequestClaim.until <= now)
    taken = mine.on_conflict_do_update(index_elements=["request_id"], set_={"by": by, "until": now + LASTS}, where=free)
    session().execute(taken)
    session().expire_all()
    return session().get_one(RequestClaim, request).by == by
