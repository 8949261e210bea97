"""The database: one act is all or nothing, reading cannot write, and what it refuses it says."""

import threading
from datetime import UTC, datetime
from select import select as select_readable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry, record
from leadgate.foundation.db import Database, action, after_commit, session
from leadgate.foundation.ids import new_id
from tests.conftest import build, execute
from tests.facts import count, every

pytestmark = pytest.mark.both_databases("foundation.databases.upserting", "foundation.db", "foundation.sqlite")


def written() -> int:
    return count(AuditEntry, AuditEntry.act.like("test:%"))


def test_an_act_is_written_whole_or_not_at_all(here):
    @action
    def act():
        record("test:one", actor=None)
        record("test:two", actor=None)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert written() == 0


def test_an_act_within_an_act_is_part_of_it(here):
    steps = []

    @action
    def inner():
        record("test:inner", actor=None)
        after_commit(lambda: steps.append(written()))

    @action
    def outer():
        inner()
        assert steps == []
        record("test:outer", actor=None)

    outer()
    assert steps == [2]


def test_reading_cannot_write(here):
    with pytest.raises(DBAPIError):
        session().execute(text("delete from audit_entry"))


def test_a_moment_without_its_zone_is_refused(here):
    with pytest.raises(StatementError):
        action(lambda: (session().add(AuditEntry(id=new_id(), at=datetime(2026, 1, 1), act="x")), session().flush()))()  # noqa: DTZ001


def test_moments_come_back_in_utc(here):
    record("test:x", actor=None)
    ((at,),) = every(select(AuditEntry.at).where(AuditEntry.act == "test:x"))
    assert at.tzinfo == UTC
    assert abs((clock.now() - at).total_seconds()) < 60


def test_the_second_of_two_that_want_the_same_finds_what_the_first_made(here):
    """A unique key is hit once; the act runs again and joins."""
    runs = []

    @action
    def act():
        runs.append(1)
        if len(runs) == 1:
            raise IntegrityError("insert", {}, Exception())
        return "found"

    assert act() == "found"
    assert len(runs) == 2


class Deadlock(Exception):
    sqlstate = "40P01"


@pytest.mark.parametrize(("ended", "is_done"), [(4, True), (5, False)])
def test_an_act_that_is_ended_for_another_one_is_done_again_a_few_times(here, ended, is_done):
    tried = []

    @action
    def act():
        tried.append(1)
        if len(tried) <= ended:
            raise OperationalError("delete", {}, Deadlock())
        return "done"

    if is_done:
        assert act() == "done"
    else:
        with pytest.raises(OperationalError):
            act()
    assert len(tried) == 5


def test_many_writers_at_once_lose_nothing(here):
    def write():
        with here.opened():
            for _ in range(10):
                record("test:x", actor=None)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written() == 40


def test_sqlite_is_set_up_to_keep_what_it_says_it_has_kept(tmp_path):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "query_only": 1}
    with build(tmp_path).opened():
        assert {name: session().execute(text(f"pragma {name}")).scalar() for name in wanted} == wanted


def test_connections_a_server_has_hung_up_on_are_made_anew_before_anything_is_asked(postgresql):
    """One request was answered "nothing can be saved right now" long after the server had come back."""
    database = Database(postgresql.url("postgres"))
    with database.reader.connect() as reads, database.writer.connect() as writes:
        pids = [one.exec_driver_sql("select pg_backend_pid()").scalar_one() for one in (reads, writes)]
        handles = [one.connection.driver_connection.fileno() for one in (reads, writes)]
    for pid in pids:
        execute(postgresql.url("template1"), f"select pg_terminate_backend({pid})")
    for handle in handles:
        select_readable([handle], [], [], 10)
    for engine in (database.reader, database.writer):
        with engine.connect() as connection:
            assert connection.connection.driver_connection.execute("select 1").fetchone() == (1,)
    database.dispose()
