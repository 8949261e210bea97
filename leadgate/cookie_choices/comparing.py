"""Batches against the entries that stand for them, and notices against what entries name: for whoever verifies the
ledger.
"""

from collections.abc import Iterator

from sqlalchemy import Select, func, select

from leadgate.cookie_choices import batch_tree, rows
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieWording
from leadgate.cookies import queries as sites
from leadgate.cookies.documents import hash_of
from leadgate.foundation.db import session
from leadgate.ledger import queries as ledger
from leadgate.ledger.types import ConsentEvent, KeptWording
from leadgate.verifier.choices import batch_hash

BATCHES_AT_ONCE = 500


def kept_notices() -> Iterator[KeptWording]:
    """Each notice that was answered, as it is stored now."""
    for site in session().scalars(select(CookieWording.site_id).distinct().order_by(CookieWording.site_id)).all():
        for notice in sites.notices(site):
            yield KeptWording(f"cookie notice {notice.id}", notice.sha256, hash_of(notice.document))


def batches_otherwise() -> Iterator[str]:
    """One sentence for each batch that is not what its entry says, and for each entry whose batch is gone."""
    known, last = set(), 0
    while batches := session().scalars(_after(last)).all():
        for batch in batches:
            known.add(batch.entry)
            yield from _faults(batch)
        last = batches[-1].id
        session().expunge_all()
    for entry in ledger.batched_entries():
        if entry not in known:
            yield f"The batch of choices that entry {entry} is about is gone."
    there = select(CookieBatch.id).where(CookieBatch.id == CookieChoice.batch).exists()
    stray = select(func.count()).select_from(CookieChoice).where(CookieChoice.batch.is_not(None), ~there)
    if count := session().scalar(stray):
        yield f"Choices of a batch that is not there: {count}."


def _after(last: int) -> Select[CookieBatch]:
    return select(CookieBatch).where(CookieBatch.id > last).order_by(CookieBatch.id).limit(BATCHES_AT_ONCE)


def _faults(batch: CookieBatch) -> Iterator[str]:
    name = f"Batch {batch.id} of choices"
    if batch.root is None or batch.entry is None:
        if (batch.root, batch.entry) != (None, None):
            yield f"{name} was changed: it is half closed."
        return
    entry = ledger.entry(batch.entry)
    if entry is None or entry.happened != ConsentEvent.BATCHED:
        yield f"{name} names entry {batch.entry}, which is about no batch."
    elif entry.evidence != batch_hash(batch.root, batch.size):
        yield f"{name} is not the one that entry {batch.entry} is about: it was changed."
    if not batch.is_gone:
        yield from _row_faults(batch, name)


def _row_faults(batch: CookieBatch, name: str) -> Iterator[str]:
    shown, _sha256 = rows.document_of(batch.site_id, batch.notice_id)
    tree = batch_tree.grown(rows.leaves_of_batch(batch, rows.asked_of(shown)))
    count = session().scalar(select(func.count()).where(CookieChoice.batch == batch.id)) or 0
    if (tree.size, count) != (batch.size, batch.size):
        yield f"{name} has {count} choices; {batch.size} were sealed in it."
    elif (tree.root, tree.chunks) != (batch.root, batch.chunks):
        yield f"The choices in batch {batch.id} do not lead to its root: they were changed after it was closed."
