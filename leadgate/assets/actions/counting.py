"""Counting downloads: a file that came whole, at once or in parts, is one row.

One writer of this process writes them, many at a time. Whoever downloads does not wait for the count, and a busy hour
costs a few commits instead of thousands. A process that is killed loses the counts of its last moments. Where a limit
depends on the count, the answer waits for it.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Set
from queue import Empty, Queue
from uuid import UUID

from sqlalchemy import case, exists, select

from leadgate.analytics.actions import counting as analytics
from leadgate.assets.actions import limiting
from leadgate.assets.actions.delivering import Delivery
from leadgate.assets.models import Download, Grant
from leadgate.assets.types import VisitStep
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.files.parts import PartsThatCame
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation
from leadgate.foundation.sql.tables import row_of
from leadgate.people.actions.being_active import note_activity

log = logging.getLogger(__name__)
AT_ONCE = 200
GATHER_SECONDS = 0.1
"""So long others may join the first; a commit for each download would cost more than sending it."""
_parts = PartsThatCame()
_arrived: Queue[tuple[Installation, Delivery]] = Queue()
_writer_lock = threading.Lock()
_writer: list[threading.Thread] = []


def came(here: Installation, delivery: Delivery, start: int, under_way: UUID | None, taken: int) -> None:
    """Note what was taken of a file, and count the file once that is all of it.

    Args:
        here: the installation whose database it is counted in.
        delivery: what was sent.
        start: the first byte, counted from 0.
        under_way: as `limiting.begin` returned it, where the file has a limit: given back before this returns.
        taken: how many bytes from `start` on.
    """
    file = (id(here), delivery.grant_id, delivery.version.id)
    is_whole = _parts.completed(file, delivery.version.size, start, start + taken)
    if under_way:
        with here.opened():
            _settle(delivery, under_way, is_whole=is_whole)
    elif is_whole:
        arrived(here, delivery)


@action
def _settle(delivery: Delivery, under_way: UUID, *, is_whole: bool) -> None:
    limiting.end(delivery.grant_id, under_way)
    if is_whole:
        count([delivery])


def arrived(here: Installation, delivery: Delivery) -> None:
    """Count a file that came whole.

    Args:
        here: the installation whose database it is counted in.
        delivery: what was sent; counted soon.
    """
    _arrived.put((here, delivery))
    with _writer_lock:
        if not (_writer and _writer[0].is_alive()):
            _writer[:] = [threading.Thread(target=_write_for_ever, name="download-counts", daemon=True)]
            _writer[0].start()


def wait_until_counted() -> None:
    """Come back once everything that arrived so far is counted."""
    _arrived.join()


def _write_for_ever() -> None:
    while True:
        batch = [_arrived.get()]
        time.sleep(GATHER_SECONDS)
        try:
            while len(batch) < AT_ONCE:
                batch.append(_arrived.get_nowait())
        except Empty:
            pass
        _write(batch)


def _write(batch: list[tuple[Installation, Delivery]]) -> None:
    try:
        for here in {id(here): here for here, _ in batch}.values():
            with here.opened():
                count([delivery for there, delivery in batch if there is here])
    except Exception as trouble:  # noqa: BLE001 - the files have arrived; a count less is no reason to stop counting
        log.warning("%d downloads were not counted: %s", len(batch), type(trouble).__name__)
    finally:
        for _ in batch:
            _arrived.task_done()


@action
def count(deliveries: Iterable[Delivery]) -> None:
    """Note files that arrived, and count the first of each grant; a person erased meanwhile leaves no trace."""
    deliveries = list(deliveries)
    known = _known({one.grant_id for one in deliveries})
    here = [one for one in deliveries if one.grant_id in known]
    add_rows(
        Download,
        [
            row_of(
                Download,
                id=new_id(),
                person_id=one.person_id,
                grant_id=one.grant_id,
                version_id=one.version.id,
                at=clock.now(),
            )
            for one in here
        ],
    )
    note_activity({one.person_id for one in here})
    first = {one.grant_id: one.asset_id for one in here if known[one.grant_id] is not None}
    for (asset, origin), times in Counter((first[grant], known[grant]) for grant in first).items():
        analytics.count(asset, VisitStep.DOWNLOADED, origin or "", times=times)


def _known(grants: Set[UUID]) -> dict[UUID, str | None]:
    """Those that are there, with the origin a first download is counted by; none for one that was taken before."""
    is_first = ~exists().where(Download.grant_id == Grant.id)
    rows = session().execute(select(Grant.id, case((is_first, Grant.origin))).where(Grant.id.in_(grants)))
    return {grant: origin for grant, origin in rows}  # noqa: C416 - rows are no pairs to the type checker
