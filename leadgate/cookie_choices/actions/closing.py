"""Closing batches: once an hour the choices on each notice become one tree, and its root one entry of the ledger.

In two acts, so that nobody who writes waits for the hashing: first rows are given their batch and their place in it,
then the tree is made of what no longer changes, and recorded. A batch that was left between the two is finished first.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from leadgate.cookie_choices import batch_tree, rows
from leadgate.cookie_choices.batch_tree import GrownBatch
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieCount, CookieWording
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import lock_name, locked
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.ledger.actions.recording import record_batch
from leadgate.verifier.choices import batch_hash, purpose_of

EVERY = timedelta(hours=1)
MOST = 256 * batch_tree.CHUNK
"""Of more choices in an hour on one notice, several batches are made: 65,536 rows are given their place in an act."""
UNBATCHED = CookieChoice.batch.is_(None)


def close_all() -> None:
    """Close what waits, on every notice; again, or twice at once, is harmless."""
    for unfinished in session().scalars(select(CookieBatch.id).where(CookieBatch.root.is_(None))).all():
        finish(unfinished)
    for site, notice in waiting():
        while (gathered := gather(site, notice)) is not None:
            finish(gathered)


def waiting() -> list[tuple[UUID, UUID]]:
    """On which notices there are choices in no batch: the site of each, and its id."""
    worded = select(CookieWording.site_id, CookieWording.notice_id)
    has_some = select(CookieChoice.id).where(CookieChoice.wording == CookieWording.id, UNBATCHED).exists()
    found = session().execute(worded.where(has_some).distinct().order_by(CookieWording.notice_id))
    return [(site, notice) for site, notice in found]


@action
def gather(site: UUID, notice: UUID) -> int | None:
    """Give the choices on a notice that are in no batch a new one, and a place in it by their hashes.

    Args:
        site, notice: whose.

    Returns:
        Its number; None where there are no such choices.
    """
    lock_name("cookie-batches")
    mine = select(CookieWording.id).where(CookieWording.notice_id == notice)
    if session().scalar(select(CookieChoice.id).where(UNBATCHED, CookieChoice.wording.in_(mine)).limit(1)) is None:
        return None
    batch = _new_batch(site, notice)
    place = (func.row_number().over(order_by=CookieChoice.id) - 1).label("place")
    chosen = select(CookieChoice.id, place).where(UNBATCHED, CookieChoice.wording.in_(mine))
    chosen_rows = chosen.order_by(CookieChoice.id).limit(MOST).subquery()
    placing = update(CookieChoice).where(CookieChoice.id == chosen_rows.c.id)
    placed: Any = session().execute(
        placing.values(batch=batch, position=chosen_rows.c.place), execution_options={"synchronize_session": False}
    )
    session().execute(update(CookieBatch).where(CookieBatch.id == batch).values(size=placed.rowcount))
    return batch


def _new_batch(site: UUID, notice: UUID) -> int:
    today = clock.now().date()
    said = {"site_id": site, "notice_id": notice, "day": today, "size": 0, "is_gone": False}
    made = insert(CookieBatch).values(**said, root=None, chunks=None, entry=None)
    return session().execute(made.returning(CookieBatch.id)).scalar_one()


def finish(batch: int) -> None:
    """Make the tree of a batch whose rows are known, and record it.

    Args:
        batch: its number.
    """
    found = session().get_one(CookieBatch, batch)
    shown, sha256 = rows.document_of(found.site_id, found.notice_id)
    tree = batch_tree.grown(rows.leaves_of_batch(found, rows.asked_of(shown)))
    _record(batch, tree, shown.site, sha256)


@action
def _record(batch: int, tree: GrownBatch, site: str, notice: str) -> None:
    found = locked(CookieBatch, batch)
    if found is None or found.root is not None:  # somebody else was quicker
        return
    found.root, found.chunks = tree.root, tree.chunks
    found.entry = record_batch(purpose_of(site), notice, batch_hash(tree.root, tree.size))
    _count(batch)


def _count(batch: int) -> None:
    """Add what was chosen to the counts, which outlive the rows."""
    same = (CookieChoice.wording, CookieChoice.day, CookieChoice.how, CookieChoice.gpc, CookieChoice.allowed)
    summed = select(*same, func.count().label("count")).where(CookieChoice.batch == batch).group_by(*same)
    keys = [column.name for column in same]
    counting = upsert(CookieCount).from_select([*keys, "count"], summed)
    added = {"count": CookieCount.count + counting.excluded.count}
    session().execute(counting.on_conflict_do_update(index_elements=keys, set_=added))
