"""What an act only writes goes to the database together, and nobody can tell but by the clock."""

from datetime import datetime

import pytest
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, read_row, run, session, write
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.limits import RateCount
from leadgate.foundation.sql.pending_writes import OutsideOfAct
from leadgate.foundation.sql.tables import Row, row_of
from tests.facts import count

pytestmark = pytest.mark.both_databases

HOW_MANY = select(func.count()).select_from(VaultKey)
WRAPPED = select(VaultKey.id, VaultKey.wrapped).where(VaultKey.id == bindparam("owner"))
REWRAP = update(VaultKey).where(VaultKey.id == bindparam("owner")).values(wrapped=bindparam("anew"))


def key(wrapped: bytes = b"1") -> Row[VaultKey]:
    return row_of(VaultKey, id=new_id(), wrapped=wrapped)


@pytest.mark.parametrize(
    "counted",
    [
        lambda: session().scalar(HOW_MANY),
        lambda: run(HOW_MANY, {}).scalar_one(),
        lambda: read_row(HOW_MANY, {})[0],
        lambda: session().query(VaultKey).count(),
    ],
    ids=["session", "run", "read_row", "objects"],
)
def test_an_act_reads_what_it_has_written(here, counted):
    @action
    def act() -> tuple[int, int]:
        before = counted()
        add_rows(VaultKey, [key(), key()])
        return before, counted()

    before, after = act()
    assert after == before + 2


def test_what_is_written_keeps_its_order(here):
    """A row, then what changes it, then what is read of it, whichever way each goes."""
    mine = key()

    @action
    def act() -> tuple[object, ...] | None:
        add_rows(VaultKey, [mine])
        write(REWRAP, {"owner": mine["id"], "anew": b"2"})
        session().get_one(VaultKey, mine["id"]).wrapped = b"3"
        session().flush()
        write(REWRAP, [{"owner": mine["id"], "anew": b"4"}, {"owner": mine["id"], "anew": b"5"}])
        return read_row(WRAPPED, {"owner": mine["id"]})

    assert act() == (mine["id"], b"5")
    assert read_row(WRAPPED, {"owner": mine["id"]}) == (mine["id"], b"5")


def test_of_an_act_that_the_database_refuses_nothing_is_written_and_no_value_is_told(here):
    secret, before = b"a value of somebody's", count(VaultKey)

    @action
    def act() -> None:
        twice = key(wrapped=secret)
        add_rows(VaultKey, [key(), twice])
        add_rows(VaultKey, [twice])

    with pytest.raises(IntegrityError) as refused:
        act()
    assert count(VaultKey) == before
    assert secret.decode() not in str(refused.value)


def test_an_act_that_fails_writes_nothing_of_what_waited(here):
    before = count(VaultKey)

    @action
    def act() -> None:
        add_rows(VaultKey, [key()])
        raise LookupError

    with pytest.raises(LookupError):
        act()
    assert count(VaultKey) == before


def test_a_value_is_refused_in_the_line_that_gave_it(here):
    passed = []

    @action
    def act(*rows: Row[RateCount]) -> None:
        add_rows(RateCount, rows)
        passed.append(rows)

    with pytest.raises(TypeError):
        act({"key": b"1", "ends_at": datetime(2026, 1, 1), "count": 1})  # noqa: DTZ001
    with pytest.raises(KeyError):
        act({"key": b"1", "ends_at": clock.now()}, {"key": b"2"})
    assert passed == []


def test_nothing_is_written_outside_of_an_act(here):
    with pytest.raises(OutsideOfAct):
        add_rows(VaultKey, [key()])
    with pytest.raises(OutsideOfAct):
        write(REWRAP, {"owner": new_id(), "anew": b"2"})


def test_reading_one_row_finds_one_none_or_complains_of_several(here):
    action(lambda: add_rows(VaultKey, [key(), key()]))()
    assert read_row(WRAPPED, {"owner": new_id()}) is None
    with pytest.raises(ValueError, match="unpack"):
        read_row(select(VaultKey.id), {})
