"""A worker that hears nothing of its broker any more although work waits."""

from types import SimpleNamespace

import pytest
from celery import Celery
from celery.signals import task_received
from celery.worker import state

from tests import services
from workers import taking_nothing
from workers.taking_nothing import LATE_SECONDS, TakingNothing


class Consumer:
    """What Celery hands a step, on a real broker."""

    def __init__(self, app, connection, timer):
        self.app, self.connection, self.timer, self.hub = app, connection, timer, object()


@pytest.fixture
def consumer(tmp_path):
    with services.redis(tmp_path) as server:
        app = Celery("test", broker=server.url)
        timer = SimpleNamespace(call_repeatedly=lambda _seconds, look, args: SimpleNamespace(look=lambda: look(*args)))
        with app.connection() as connection:
            yield Consumer(app, connection, timer)


@pytest.mark.parametrize("busy", ["nothing waits", "works on something", "took one just now", None])
def test_an_idle_worker_beside_waiting_work_connects_anew_and_no_other_does(consumer, monkeypatch, busy):
    now = [0.0]
    monkeypatch.setattr(taking_nothing, "monotonic", lambda: now[0])
    monkeypatch.setattr(state, "reserved_requests", {"one"} if busy == "works on something" else set())
    step = TakingNothing(consumer)
    step.start(consumer)
    if busy != "nothing waits":
        consumer.app.send_task("work")
    now[0] = LATE_SECONDS + 1
    if busy == "took one just now":
        task_received.send(sender=consumer)
    if busy is None:
        with pytest.raises(ConnectionError):
            step._timer.look()
    else:
        step._timer.look()
