"""What leadgate leans on goes away for a while: nothing answered is lost, and everything goes on by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests import services
from tests.faults.load import Load, check, publish, work_off
from tests.running import Running
from tests.services import until
from tests.stacks import installed


@contextmanager
def site_at_work(running) -> Iterator[Load]:
    """An asset to ask for, everything running, and people asking; afterwards nothing may be missing."""
    publish(running)
    running.up()
    with Load(running) as load:
        load.goes_on()
        yield load
        load.goes_on()
    work_off(running)
    with running.here.opened():
        check(running, load.answered)


def test_a_broker_that_is_frozen_emptied_and_killed_costs_nothing(request, tmp_path):
    with installed("large", tmp_path, request) as (running, broker), site_at_work(running) as load:
        broker.freeze()
        load.goes_on()
        broker.thaw()
        broker.kill()
        load.goes_on()
        broker.start()


def test_a_database_that_is_killed_and_comes_back_has_everything_that_was_answered(tmp_path):
    with services.postgresql(durable=True) as server:
        running = Running(tmp_path, LEADGATE_DATABASE_URL=server.url("postgres"))
        try:
            running.command("migrate")
            with site_at_work(running):
                server.stop(at_once=True)
                until(lambda: _status(running) == 503)
                server.start()
        finally:
            running.stop()


def _status(running) -> int:
    connection = running.connection()
    connection.request("GET", "/")
    return connection.getresponse().status


def test_torn_and_foreign_messages_in_the_small_broker_end_nothing(request, tmp_path):
    with installed("embedded", tmp_path, request) as (running, _broker):
        with site_at_work(running) as load:
            queue = running.folder / "data/broker/queue"
            for number, content in enumerate((b"", b"{", b'{"body": "x"}', b"\x80\x04.")):
                (queue / f"{number}_torn.celery.msg").write_bytes(content)
                load.goes_on()
        assert "starting it again" not in running.log.read_text(), "no worker fell over them"
