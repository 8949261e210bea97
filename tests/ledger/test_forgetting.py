"""Old cosignatures go; what a witness said last stays, and so does what it said of a tree that was stamped."""

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.sql.tables import row_of
from leadgate.ledger.actions import forgetting
from leadgate.ledger.actions.forgetting import COSIGNATURES_KEPT
from leadgate.ledger.models import LedgerCosignature, LedgerTimestamp
from tests.facts import every

pytestmark = pytest.mark.both_databases


@pytest.fixture
def cosigned(site):
    """Two witnesses saw ten sizes; one saw half of them. The sixth was stamped."""
    see()
    return site


@action
def see():
    at = clock.now()
    seen = [("w1", size) for size in range(1, 11)] + [("w2", size) for size in range(1, 6)]
    add_rows(LedgerCosignature, [row_of(LedgerCosignature, size=n, witness=w, line="-", at=at) for w, n in seen])
    add_rows(LedgerTimestamp, [row_of(LedgerTimestamp, size=6, note="", response=b"", at=at)])


def left():
    rows = every(select(LedgerCosignature.witness, LedgerCosignature.size))
    return sorted((witness, size) for witness, size in rows)


def test_what_is_younger_than_thirty_days_stays(cosigned):
    before = left()
    with clock.moved(COSIGNATURES_KEPT / 2):
        forgetting.forget_cosignatures()
    assert left() == before


@pytest.mark.parametrize("at_once", [3, 2_000])
def test_afterwards_the_newest_of_each_witness_stays_and_what_is_about_a_stamped_tree(cosigned, monkeypatch, at_once):
    monkeypatch.setattr(forgetting, "ROWS_AT_ONCE", at_once)
    with clock.moved(COSIGNATURES_KEPT * 2):
        forgetting.forget_cosignatures()
        forgetting.forget_cosignatures()
    assert left() == [("w1", 6), ("w1", 10), ("w2", 5)]
