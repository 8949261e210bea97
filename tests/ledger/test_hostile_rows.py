"""Whatever somebody writes into the tables of the ledger, or beside them, is a fault with a name, never a crash."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from leadgate.backup.actions import making
from leadgate.foundation import clock
from leadgate.foundation.databases.copying import UnreadableRow
from leadgate.foundation.db import action, add_row, session
from leadgate.ledger.actions import keeping, sealing
from leadgate.ledger.models import LedgerLeaf, LedgerTimestamp
from leadgate.ledger.verification import verify
from tests.facts import count
from tests.ledger.rewriting import shown, tamper

HOSTILE = ("'x'", "''", "-1", "1e300", "x''", "x'ff00'", "cast(x'ff' as text)", "9223372036854775807", "'9999-99-99'")
COLUMNS = {
    "ledger_entry": "id subject purpose notice language happened at method request evidence mark",
    "ledger_leaf": "position entry hash",
    "ledger_node": "level position hash",
    "ledger_seal": "size root frontier sealed_at signature",
    "ledger_cosignature": "size",
    "ledger_witness": "known_size",
    "ledger_timestamp": "size note response at",
}
NOT_COMPARED = ("ledger_timestamp.at", "ledger_timestamp.response")
"""Who signed a stamp is looked at where its authority is configured; our own moment of it is for ourselves."""


@pytest.fixture
def ledger(ledger):
    """Some entries under three seals, of which the newest is known outside as well."""
    keeping.witness()
    return ledger


@pytest.mark.parametrize("column", [f"{table}.{one}" for table, names in COLUMNS.items() for one in names.split()])
def test_whatever_stands_in_a_column_is_named_and_never_a_crash(ledger, column):
    table, name = column.split(".")
    _with_others()
    rowid = session().scalar(text(f"select max(rowid) from {table}"))
    for value in HOSTILE:
        was = session().scalar(text(f"select quote({name}) from {table} where rowid = {rowid}"))
        try:
            tamper(ledger.here, f"update {table} set {name} = {value} where rowid = {rowid}")
        except DBAPIError:  # the database itself refuses
            continue
        assert verify().faults or column in NOT_COMPARED, value
        tamper(ledger.here, f"update {table} set {name} = {was} where rowid = {rowid} or {name} = {value}")


@action
def _with_others() -> None:
    add_row(LedgerTimestamp, size=6, note="x", response=b"x", at=clock.now())
    session().execute(text("insert into ledger_cosignature values (6, 'w', '-', '2026-01-01 00:00:00.000000')"))
    session().execute(text("insert into ledger_witness values ('w', 6, '2026-01-01 00:00:00.000000', 0, null)"))


@pytest.mark.parametrize("content", ["x", [], {}, {"size": "x", "root": "00"}, {"size": 6, "root": "x"}, None])
def test_whatever_stands_in_a_kept_copy_is_named(ledger, content):
    ledger.here.storage.write_json("ledger/000000000007.json", content)
    assert verify().faults == ["The kept copy ledger/000000000007.json cannot be read: it was changed."]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "update ledger_node set hash = {zeros} where level = 1 and position = 1",
            "Part 1 of level 1 of the stored tree",
        ),
        (
            "delete from ledger_node where level = 2",
            "Part 0 of level 2 of the stored tree is not what its entries lead",
        ),
        ("insert into ledger_node values (9, 9, {zeros})", "The stored tree has 1 parts more than its entries"),
        (
            "update ledger_seal set frontier = {zeros} where size = 4",
            "The frontier of the seal over 4 entries does not",
        ),
    ],
)
def test_what_proofs_and_the_next_seal_are_made_from_is_compared_too(ledger, statement, sentence):
    assert verify().faults == []
    tamper(ledger.here, statement.format(zeros=shown(ledger.here, bytes(32))))
    (fault,) = verify().faults
    assert fault.startswith(sentence)


REST = "happened, subject, purpose, notice, language, at, method, request, evidence, mark"
COPY = f"insert into ledger_entry (id, {REST}) select {{}}, {REST} from ledger_entry limit 1"


@pytest.mark.parametrize("spelt", ["upper(id)", "'{' || id || '}'", "substr(id, 1, 8) || '-' || substr(id, 9)"])
def test_an_entry_under_its_own_id_in_another_spelling_is_no_second_one_and_stops_no_other(ledger, spelt):
    tamper(ledger.here, COPY.format(spelt))
    before = count(LedgerLeaf)
    ledger.visitor().opt_in(email="bo@person.example")
    assert sealing.seal_all() == count(LedgerLeaf) - before > 0
    assert verify().faults == [
        "An entry that is not sealed cannot be read: it was not recorded by this installation.",
    ]


def test_a_sealed_entry_under_somebodys_number_in_another_spelling_is_named(ledger):
    """To every comparison it was somebody else's, and was not found when they asked for what is theirs."""
    tamper(ledger.here, "update ledger_entry set subject = upper(subject)")
    assert "cannot be read" in verify().faults[0]


def test_a_copy_that_could_not_be_put_back_is_not_made(ledger, outside):
    tamper(ledger.here, COPY.format("upper(id)"))
    with pytest.raises(UnreadableRow, match="ledger_entry"):
        making.make(outside / "today")
    assert list(outside.iterdir()) == []


def test_a_column_that_was_taken_away_is_no_work_without_end(ledger):
    tamper(ledger.here, "alter table ledger_entry rename column mark to somewhere_else")
    assert len(verify().faults) >= 6
    tamper(ledger.here, "alter table ledger_entry rename column somewhere_else to mark")


@pytest.mark.parametrize("spelt", ["replace(at, ' ', 'T')", "at || '+00:00'", "substr(at, 1, 19)"])
def test_a_moment_in_another_spelling_is_named(ledger, spelt):
    """It stood in another place of the order of time, and was not found where somebody looked for it."""
    tamper(ledger.here, f"update ledger_entry set at = {spelt} where id = (select min(id) from ledger_entry)")
    assert verify().faults != []
