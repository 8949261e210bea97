"""What a restore, a drill or a backup has left that was ended: named, and taken away before an erasure is done."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from leadgate.backup import checking, places, unfinished
from leadgate.backup.actions import clearing, keeping_keys, making, restoring
from leadgate.backup.beside import beside
from leadgate.backup.errors import BuildLost, BuildUnderWay, NoRoom
from leadgate.backup.personal import BUILT_BESIDE
from leadgate.doctor import safety
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background.orderly_end import orderly_end
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import Database, session
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.restored import count_opened
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people
from leadgate.people.models import Person
from tests.backup.restoring import restored
from tests.cast import ADA
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("backup.beside", "backup.places")


def leave_behind(database: Database) -> None:
    """As a restore that was killed does, by the name older versions used and by one of today's."""
    if database.is_sqlite:
        for name in ("restoring", "restoring-wal", "restoring_0a1b", "restoring_0a1b-shm"):
            Path(f"{database.url.database}.{name}").write_bytes(b"keys")
        return
    with database.writer.begin() as connection:
        for name in ("restoring", "restoring_0a1b"):
            connection.execute(text(f"create schema {name}"))
            connection.execute(text(f"create table {name}.vault_key (id int)"))


def doctor_names() -> list[str]:
    return [found.sentence.partition(" ")[0] for found in safety.check_backup() if "left by" in found.sentence]


def test_while_somebody_builds_beside_the_database_nobody_else_does(filled, copy):
    """A drill took the place of a restore away, and an empty database became the one in use."""
    with beside(), pytest.raises(BuildUnderWay, match="under way already"):
        restored(filled, copy)
    assert count(Person) == 2
    assert restored(filled, copy)["erased_again"] == 0


def test_nothing_takes_the_place_of_the_database_but_the_whole_one_that_was_built(filled, copy):
    with beside() as (ready, swap):
        with pytest.raises(BuildLost, match="not touched"):
            swap()
        migrating.migrate(ready)
        with pytest.raises(BuildLost):
            swap()
    with beside() as (ready, swap):
        take_another_in_place_of(ready.database, filled.here.database)
        with pytest.raises(BuildLost):
            swap()
    assert count(Person) == 2


def take_another_in_place_of(made: Database, used: Database) -> None:
    made.dispose()
    [place] = places.found(used)
    places.clear(used)
    if used.is_sqlite:
        other = Database(str(made.url))
        with other.writer.begin() as connection:
            connection.execute(text("create table installation_key (name text, wrapped blob)"))
            connection.execute(text("insert into installation_key values ('x', x'00')"))
        other.dispose()
        return
    with used.writer.begin() as connection:
        connection.execute(text(f"create schema {place}"))
        connection.execute(text(f"create table {place}.installation_key (name text, wrapped bytea)"))
        connection.execute(text(f"insert into {place}.installation_key values ('x', '')"))


def test_the_doctor_names_what_a_dead_restore_has_left_and_the_clock_takes_it_away(filled, copy):
    leave_behind(filled.here.database)
    left = places.found(filled.here.database)
    assert doctor_names() == left
    assert len(left) == 2
    assert BUILT_BESIDE.search([b"none of these bytes"]) == len(left)
    assert clearing.clear_left() == len(left)
    assert (doctor_names(), places.found(filled.here.database)) == ([], [])
    leave_behind(filled.here.database)
    assert restored(filled, copy)["erased_again"] == 0
    assert places.found(filled.here.database) == []


def test_what_somebody_builds_in_just_now_is_neither_named_nor_taken_away(filled):
    with beside():
        assert places.found(filled.here.database)
        assert (doctor_names(), clearing.clear_left()) == ([], 0)
        assert places.found(filled.here.database)


def test_an_erasure_takes_away_what_was_left_and_waits_for_whoever_builds(filled, copy):
    """It was certified while the key of the person opened them in what a killed drill had left."""
    leave_behind(filled.here.database)
    with beside():
        erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
        filled.work()
        assert one(Erasure).finished_at is None
        assert one(OutboxItem, OutboxItem.kind == "erasure.finish").attempts == 0, "to wait is no failure"
    leave_behind(filled.here.database)
    with clock.moved(timedelta(minutes=2)):
        filled.work()
    assert one(Erasure).finished_at is not None
    assert places.found(filled.here.database) == []
    searched = one(Erasure).certificate["leadgate:searched"]
    assert {"where": BUILT_BESIDE.name, "found": 0} in [{k: one[k] for k in ("where", "found")} for one in searched]


def test_what_is_left_of_a_drill_opens_nobody_whoever_has_the_master_key(filled, copy, monkeypatch):
    """Whoever was erased after a drill was killed could be read in what it had left."""
    seen = []

    def read_all(_vault):
        seen.extend(session().execute(select(VaultKey.id, VaultKey.wrapped)))
        return count_opened(_vault)

    monkeypatch.setattr(restoring, "count_opened", read_all)
    assert restoring.try_out(copy, checking.checked(copy))["keys_opened"] == len(seen) == 2
    for owner, wrapped in seen:
        with pytest.raises(Tampered):
            filled.here.vault.opened(owner, wrapped)


def test_whoever_is_told_to_end_takes_away_what_they_have_begun(filled, copy):
    with pytest.raises(SystemExit) as ended, orderly_end(), beside():
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM
    assert places.found(filled.here.database) == []
    with pytest.raises(SystemExit), orderly_end(), unfinished.draft_of(copy.parent / "next"):
        os.kill(os.getpid(), signal.SIGTERM)
    assert [path.name for path in copy.parent.iterdir() if "unfinished" in path.name] == []
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.fixture
def half_done(copy):
    """A copy of keys and a backup that were killed, and something of somebody else's of such a name."""
    keys = copy.parent / "keys" / "20261129T201500.000000Z.unfinished"
    data, theirs = copy.parent / "next.unfinished" / "tables", copy.parent / "novel.unfinished"
    for folder, name in ((keys, "vault_key.jsonl.gz"), (data, "person.jsonl.gz"), (theirs, "chapter-1.txt")):
        folder.mkdir(parents=True)
        (folder / name).write_text("what it is")
    return {keys, data.parent}, theirs


def test_a_copy_of_keys_and_a_backup_that_nobody_finishes_are_named_and_go(filled, copy, half_done):
    """The keys of everybody in them could be read for ever."""
    gone, theirs = half_done
    assert {*doctor_names()} == {str(path) for path in gone}
    with unfinished.draft_of(copy.parent / "keys" / "being-written") as held:
        assert clearing.clear_left() == 1, "the copy of keys went when the one that is written was begun"
        assert held.is_dir()
    assert not any(path.exists() for path in gone)
    assert theirs.is_dir()
    assert doctor_names() == []


def test_the_next_backup_and_the_daily_copy_of_keys_take_away_what_those_before_left(filled, copy, half_done):
    gone, theirs = half_done
    keeping_keys.renew([copy.parent / "keys"])
    assert [path.exists() for path in gone].count(True) == 1
    making.make(copy.parent / "another")
    assert not any(path.exists() for path in gone)
    assert theirs.is_dir()


def test_where_a_store_of_files_knows_no_locks_what_is_older_than_a_day_goes(filled, copy, half_done, monkeypatch):
    def no_locks(*_handle):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(unfinished, "flock", no_locks)
    gone, _theirs = half_done
    assert clearing.clear_left() == 0
    with clock.moved(timedelta(days=1, minutes=1)):
        assert clearing.clear_left() == 2
    assert not any(path.exists() for path in gone)


def test_two_who_write_one_backup_do_not_write_over_one_another(filled, copy):
    with unfinished.draft_of(copy.parent / "same"), pytest.raises(NoRoom, match="by somebody else just now"):
        making.make(copy.parent / "same")


def test_keys_that_cannot_be_reached_are_told_apart_from_those_that_were_thrown_away(filled, copy):
    keys = copy.parent / "keys"
    keys.rename(copy.parent / "carried-away")
    [found] = safety.check_backup()
    assert (found.is_trouble, found.sentence.startswith(f"{keys}, where")) == (True, True)
    copy.rename(copy.parent / "carried-away" / "copy")
    [found] = safety.check_backup()
    assert (found.is_trouble, "Unless all of it was deleted" in found.sentence) == (False, True)
