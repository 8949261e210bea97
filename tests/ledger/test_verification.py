"""The ledger: append-only, and whoever gets past that is found and named."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.ledger import verification
from leadgate.ledger.actions import keeping, sealing
from leadgate.ledger.models import APPEND_ONLY, LedgerCosignature, LedgerEntry, LedgerLeaf, LedgerNode, LedgerSeal
from leadgate.ledger.verification import verify
from tests.consent.verifying import verified
from tests.facts import count, every
from tests.ledger.rewriting import shown, tamper

pytestmark = pytest.mark.both_databases("ledger.readable")

CUT = (
    "delete from ledger_leaf where position >= 4",
    "delete from ledger_entry where id not in (select entry from ledger_leaf)",
)


@pytest.mark.parametrize("table", [*APPEND_ONLY, "notice", "audit_entry"])
@pytest.mark.parametrize("act", ["update {table} set {column} = {column}", "delete from {table}"])
def test_the_database_itself_refuses_to_change_history(ledger, table, act):
    column = {"ledger_leaf": "hash", "ledger_node": "hash", "ledger_seal": "root"}.get(table, "id")
    with pytest.raises(DBAPIError, match="append-only"):
        action(lambda: session().execute(text(act.format(table=table, column=column))))()


def test_an_untouched_ledger_verifies(ledger):
    report = verify()
    assert report.faults == []
    assert (report.entries, report.sealed, report.seals, report.waiting) == (6, 6, 3, 0)


def test_an_empty_ledger_verifies(here):
    assert verify().faults == []


@pytest.mark.parametrize(
    "column", ["subject", "purpose", "notice", "language", "happened", "at", "method", "request", "evidence"]
)
def test_a_change_in_any_column_is_found_and_its_entry_named(ledger, column):
    entry = every(select(LedgerEntry.id).order_by(LedgerEntry.id))[2][0]
    value = {"at": "'2020-01-01 00:00:00'", "subject": f"'{entry.hex}'", "request": f"'{entry.hex}'"}.get(column, "'x'")
    where = shown(ledger.here, entry)
    tamper(ledger.here, f"update ledger_entry set {column} = {value} where id = {where}")
    (fault,) = verify().faults[:1]
    assert str(entry) in fault
    assert "changed after it was sealed" in fault


def test_a_deleted_entry_is_found(ledger):
    entry = every(select(LedgerEntry.id).order_by(LedgerEntry.id))[1][0]
    where = shown(ledger.here, entry)
    tamper(ledger.here, f"delete from ledger_entry where id = {where}")
    assert f"Entry {entry} at position 1 is missing." in verify().faults


def test_two_entries_that_changed_places_are_found(ledger):
    (first, one), (second, other) = every(
        select(LedgerLeaf.entry, LedgerLeaf.hash).order_by(LedgerLeaf.position).limit(2)
    )
    show = partial(shown, ledger.here)
    leaf = "update ledger_leaf set entry = {}, hash = {} where position = {}"
    tamper(
        ledger.here,
        leaf.format(show(UUID(int=0)), show(b"0"), 0),
        leaf.format(show(first), show(one), 1),
        leaf.format(show(second), show(other), 0),
    )
    assert "do not lead to the root" in "".join(verify().faults)


def test_a_tail_that_was_cut_off_is_found_by_its_seal(ledger):
    tamper(ledger.here, *CUT)
    assert "The ledger was cut: a signed root covers 6 entries, only 4 are here." in verify().faults


def test_a_tail_cut_off_with_its_seals_is_found_by_the_copy_outside(ledger):
    keeping.witness()
    tamper(
        ledger.here,
        "delete from ledger_seal where size > 4",
        *CUT,
    )
    assert "The ledger was cut: a signed root covers 6 entries, only 4 are here." in verify().faults


SEALS = tuple(f"delete from {table}" for table in ("ledger_seal", "ledger_leaf", "ledger_node"))


def test_whoever_verifies_writes_nothing_and_says_what_waits(ledger):
    ledger.visitor().opt_in(email="new@person.example", consent="newsletter")
    before = (count(LedgerLeaf), count(LedgerSeal))
    done = verified()
    assert (count(LedgerLeaf), count(LedgerSeal)) == before
    assert (done.exit_code, "2 newer ones wait to be sealed." in done.stdout) == (0, True), done.output


def test_seals_that_are_gone_everywhere_are_missed_as_soon_as_the_clock_should_have_sealed(ledger):
    tamper(ledger.here, *SEALS)
    with clock.moved(verification.SEALED_WITHIN * 2):
        (fault,) = str(verified().exception).splitlines()
    assert fault.startswith("6 entries are not sealed, the oldest since 2")
    assert count(LedgerSeal) == 0


def test_seals_made_anew_over_old_entries_are_said_to_be_late(ledger):
    tamper(ledger.here, *SEALS)
    with clock.moved(timedelta(hours=1)):
        sealing.seal_all()
    (note,) = verify().notes
    assert "the first over 6 entries at" in note


def test_seals_that_are_gone_from_over_their_entries_are_missed_at_once(ledger):
    tamper(ledger.here, "delete from ledger_seal where size > 4")
    assert verify().faults == ["The seals over 6 entries are gone: there is none over more than 4."]


def test_a_seal_that_is_gone_is_named_by_whatever_still_knows_of_it(ledger):
    keeping.witness()
    ledger.visitor().opt_in(email="p9@person.example", consent="newsletter")
    sealing.seal_all()
    action(lambda: add_row(LedgerCosignature, size=4, witness="w", line="-", at=clock.now()))()
    tamper(ledger.here, "delete from ledger_seal where size in (4, 6)")
    assert verify().faults == [
        "The seal over 4 entries is gone; still known by its witness.",
        "The seal over 6 entries is gone; still known by its kept copy.",
    ]


def test_history_written_anew_under_another_key_is_found(ledger):
    tamper(ledger.here, f"update ledger_seal set signature = {shown(ledger.here, bytes(64))}")
    assert any("not this installation's" in fault for fault in verify().faults)


def test_sealing_twice_seals_nothing_twice(ledger):
    before = (count(LedgerLeaf), count(LedgerNode), count(LedgerSeal))
    assert sealing.seal_all() == 0
    assert (count(LedgerLeaf), count(LedgerNode), count(LedgerSeal)) == before


def test_an_entry_that_committed_late_is_sealed_all_the_same(ledger):
    """Its id is older than that of entries sealed before it."""
    with clock.moved(timedelta(minutes=-5)):
        ledger.visitor().opt_in(email="late@person.example")
    assert sealing.seal_all() == 2
    assert verify().faults == []


def test_verification_takes_the_same_memory_whatever_the_size(ledger, monkeypatch):
    monkeypatch.setattr(verification, "ROWS_AT_ONCE", 2)
    assert verify().faults == []
