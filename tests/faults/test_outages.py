"""What leadgate leans on goes away for a while: nothing answered is lost, and everything goes on by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import services
from tests.conftest import execute
from tests.faults.load import Load, check, drained
from tests.papers import PDF
from tests.running import Running
from tests.services import until


@contextmanager
def site_at_work(running, tmp_path) -> Iterator[Load]:
    """An asset to ask for, everything running, and people asking; afterwards nothing may be missing."""
    paper = tmp_path / "guide.pdf"
    paper.write_bytes(PDF)
    running.command("migrate")
    running.command("asset", "publish", str(paper), "--slug", "guide", "--title", "The guide")
    running.up()
    with Load(running) as load:
        answers_more(load)
        yield load
        answers_more(load)
    with running.here.opened():
        until(drained, seconds=120)
        check(running, load.answered)


def answers_more(load: Load, by: int = 5) -> None:
    before = len(load.answered)
    until(lambda: len(load.answered) >= before + by)


@pytest.fixture
def large(postgresql, tmp_path) -> Iterator[tuple[Running, services.Redis]]:
    name = f"outage_{tmp_path.name[-12:].replace('-', '_')}"
    execute(postgresql.url("postgres"), f"create database {name}")
    with services.redis(tmp_path) as broker:
        running = Running(tmp_path, LEADGATE_DATABASE_URL=postgresql.url(name), LEADGATE_REDIS_URL=broker.url)
        yield running, broker
        running.stop()
    execute(postgresql.url("postgres"), f"drop database {name} with (force)")


def test_a_broker_that_is_frozen_emptied_and_killed_costs_nothing(large, tmp_path):
    running, broker = large
    with site_at_work(running, tmp_path) as load:
        broker.freeze()
        answers_more(load)
        broker.thaw()
        broker.kill()
        answers_more(load)
        broker.start()


def test_a_database_that_is_killed_and_comes_back_has_everything_that_was_answered(tmp_path):
    with services.postgresql(durable=True) as server:
        running = Running(tmp_path, LEADGATE_DATABASE_URL=server.url("postgres"))
        try:
            with site_at_work(running, tmp_path):
                server.stop(at_once=True)
                until(lambda: _status(running) == 503)
                server.start()
        finally:
            running.stop()


def _status(running) -> int:
    connection = running.connection()
    connection.request("GET", "/")
    return connection.getresponse().status


def test_torn_and_foreign_messages_in_the_small_broker_end_nothing(tmp_path):
    running = Running(tmp_path)
    try:
        with site_at_work(running, tmp_path) as load:
            queue = running.folder / "data/broker/queue"
            for number, content in enumerate((b"", b"{", b'{"body": "x"}', b"\x80\x04.")):
                (queue / f"{number}_torn.celery.msg").write_bytes(content)
                answers_more(load)
        assert "starting it again" not in running.log.read_text(), "no worker fell over them"
    finally:
        running.stop()
