"""Forgetting cosignatures: every witness gives one every twenty seconds, and hardly any is needed for long.

What was handed out carries the lines of its witnesses itself, and the newest line of a witness says that every tree
before was its beginning. So kept are: what is younger than thirty days, for whoever asks about a checkpoint they were
just given; the newest of each witness, also of one that is no longer asked; and those over a tree that a stored time
stamp is about, so that what lies in every bundle is seen from both sides.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.orm import aliased

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.ledger.models import LedgerCosignature, LedgerTimestamp

COSIGNATURES_KEPT = timedelta(days=30)
ROWS_AT_ONCE = 2_000


def forget_cosignatures() -> None:
    """Let go of what no longer says anything, some at a time: whoever writes meanwhile does not wait long."""
    while _forget_some() == ROWS_AT_ONCE:
        pass


@action
def _forget_some() -> int:
    key = LedgerCosignature.size, LedgerCosignature.witness
    rows = session().execute(select(*key).where(*_is_needless()).order_by(*key).limit(ROWS_AT_ONCE)).all()
    if rows:
        session().execute(delete(LedgerCosignature).where(tuple_(*key).in_([tuple(row) for row in rows])))
    return len(rows)


def _is_needless() -> list[ColumnElement[bool]]:
    newer = aliased(LedgerCosignature)
    is_newer = newer.witness == LedgerCosignature.witness, newer.size > LedgerCosignature.size
    return [
        LedgerCosignature.at < clock.now() - COSIGNATURES_KEPT,
        select(newer.size).where(*is_newer).exists(),
        LedgerCosignature.size.not_in(select(LedgerTimestamp.size)),
    ]
