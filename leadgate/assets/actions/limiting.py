"""Keeping a limit on downloads: those under way count as well, until they came or broke off."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from leadgate.assets.actions.delivering import Delivery, downloads_of
from leadgate.assets.errors import DownloadsUnderWay, DownloadsUsedUp, GrantOver
from leadgate.assets.models import DownloadUnderWay, Grant
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id

ONE_MORE = 1
"""Whoever presses again because nothing comes, or reads a file's end first, is not turned away."""
LONGEST = timedelta(hours=1)
"""After so long a download is not waited for any more: a process that was killed gives nothing back."""


@action
def begin(delivery: Delivery, length: int) -> UUID:
    """Let a part of a limited file be sent, where there is room beside what came and what is under way.

    Args:
        delivery: what is to be sent; its asset has a limit.
        length: how many bytes of it; several parts may be fetched side by side.

    Returns:
        The id of what is under way, for `end`.

    Raises:
        GrantOver: the person was erased meanwhile.
        DownloadsUsedUp: the person has had it as often as everybody may.
        DownloadsUnderWay: with those that are still being sent they would have.
    """
    assert delivery.limit is not None
    if locked(Grant, delivery.grant_id) is None:
        raise GrantOver
    left = delivery.limit - downloads_of(delivery.grant_id)
    if left <= 0:
        raise DownloadsUsedUp(delivery.limit)
    if _bytes_under_way(delivery.grant_id) + length > (left + ONE_MORE) * delivery.version.size:
        raise DownloadsUnderWay
    new = new_id()
    of = {"person_id": delivery.person_id, "grant_id": delivery.grant_id}
    add_row(DownloadUnderWay, id=new, **of, bytes=length, expires_at=clock.now() + LONGEST)
    return new


def _bytes_under_way(grant_id: UUID) -> int:
    live = (DownloadUnderWay.grant_id == grant_id, DownloadUnderWay.expires_at > clock.now())
    return int(session().scalar(select(func.sum(DownloadUnderWay.bytes)).where(*live)) or 0)


@action
def end(grant_id: UUID, under_way: UUID) -> None:
    """Give back what was begun, in the act that counts the download if it came.

    Args:
        grant_id: whose link it is; locked from here on, so that nobody counts between the two.
        under_way: as `begin` returned it.
    """
    locked(Grant, grant_id)
    session().execute(delete(DownloadUnderWay).where(DownloadUnderWay.id == under_way))
