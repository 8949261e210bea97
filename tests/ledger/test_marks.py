"""An entry that somebody wrote into the database is no entry: it is never sealed, and named."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, text

from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.ledger.actions import sealing
from leadgate.ledger.errors import BrokenSeal
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal
from leadgate.ledger.signing import fields_of
from leadgate.ledger.verification import verify
from leadgate.verifier.reading import canonical
from leadgate.verifier.tree import Frontier, leaf_hash
from tests.facts import count, every
from tests.ledger.rewriting import shown, tamper

pytestmark = pytest.mark.both_databases

FIELDS = 'subject, purpose, notice, language, "at", method, request, evidence'
COPIED = (
    f"insert into ledger_entry (id, happened, mark, {FIELDS}) select {{}}, 'given', {{}}, {FIELDS} from ledger_entry"
)


@pytest.fixture
def ledger(site):
    """Somebody said no, and it is sealed."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in(email="ada@person.example")
    sealing.seal_all()
    return site


def forged(here, mark="null", moment=None):
    """A yes that nobody said, written by whoever has the database and no key; answers its id."""
    with clock.moved(moment or timedelta()):
        made = new_id()
    one = COPIED.format(shown(here, made), mark) + " where happened <> 'given' limit 1"
    forget_what_was_read()
    with here.database.writer.begin() as connection:
        connection.execute(text(one))
    return made


@pytest.mark.parametrize("mark", ["null", "mark", "wrong"])
@pytest.mark.parametrize("moment", [timedelta(), timedelta(days=365 * 73)])
def test_a_yes_written_into_the_database_is_never_sealed_and_is_named(ledger, mark, moment):
    before = count(LedgerLeaf)
    entry = forged(ledger.here, shown(ledger.here, b"x" * 32) if mark == "wrong" else mark, moment)
    assert sealing.seal_all() == 0
    assert count(LedgerLeaf) == before
    assert verify().faults == [f"Entry {entry} was not recorded by this installation."]


def test_what_is_said_after_a_forged_entry_is_sealed_all_the_same(ledger, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH_ENTRIES", 1)
    forged(ledger.here)
    forged(ledger.here)
    ledger.visitor().opt_in(email="grace@person.example")
    assert sealing.seal_all() == 2
    assert len(verify().faults) == 2


def test_nothing_is_sealed_over_a_seal_that_somebody_else_made(ledger):
    """A frontier with a forged leaf in it would be under the next signature, and the seal taken away again."""
    entry = forged(ledger.here)
    seal = session().scalars(select(LedgerSeal)).one()
    frontier = Frontier.unpacked(seal.size, seal.frontier)
    leaf = leaf_hash(canonical(fields_of(session().get_one(LedgerEntry, entry))))
    frontier.grow(leaf)
    show = partial(shown, ledger.here)
    tamper(
        ledger.here,
        f"insert into ledger_leaf (position, entry, hash) values ({seal.size}, {show(entry)}, {show(leaf)})",
        "insert into ledger_seal (size, root, frontier, sealed_at, signature) "
        f"select {frontier.size}, {show(frontier.root())}, {show(frontier.packed())}, sealed_at, signature "
        "from ledger_seal",
    )
    ledger.visitor().opt_in(email="grace@person.example")
    with pytest.raises(BrokenSeal):
        sealing.seal_all()


def test_what_waits_while_the_marks_come_is_sealed_and_what_comes_later_without_one_is_not(ledger):
    ledger.visitor().opt_in(email="grace@person.example")
    migrating.step_down(ledger.here, "0020")
    migrating.migrate(ledger.here)
    with pytest.raises(Exception, match="append-only"):
        action(lambda: session().execute(text("update ledger_entry set purpose = 'x'")))()
    later = forged(ledger.here)
    marks = every(select(LedgerEntry.mark).order_by(LedgerEntry.id))
    assert [mark is None for (mark,) in marks] == [True, True, False, False, True]
    assert sealing.seal_all() == 2
    assert verify().faults == [f"Entry {later} was not recorded by this installation."]
