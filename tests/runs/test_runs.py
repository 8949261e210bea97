"""Long work that staff ask for: once at a time, beside what the worker does, with its progress and what came of it."""

from datetime import timedelta
from threading import Event

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background import progress
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.runs import queries
from leadgate.runs.actions import asking, noting
from leadgate.runs.errors import RunUnderWay
from leadgate.runs.types import RunState
from tests import rooms
from tests.facts import one
from tests.services import until

GOES_ON = Event()


def dig(run):
    """Dig until somebody says that it is enough."""
    if run.about == "a stone":
        raise Refusal("There is a stone.")
    if run.about == "a bug":
        raise KeyError("ada@example.org")
    progress.done(1, 3)
    GOES_ON.wait(20)
    return {"deep": run.about}


@pytest.fixture
def ask(here, site):
    rooms.add(here, runs={"dig": "runs.test_runs:dig"})
    GOES_ON.clear()
    return lambda about="a metre": asking.ask("dig", about, language="en", by=new_id())


def state():
    forget_what_was_read()
    return queries.newest("dig").state


def test_it_goes_on_beside_the_workers_other_work_and_says_how_far_it_is(site, ask):
    ask()
    assert state() is RunState.WAITING
    site.work()
    until(lambda: state() is RunState.AT_WORK and queries.newest("dig").total == 3)
    GOES_ON.set()
    until(lambda: state() is RunState.DONE)
    assert queries.newest("dig").result == {"deep": "a metre"}
    assert one(AuditEntry, AuditEntry.act == "dig:ask").actor is not None


def test_there_is_one_at_a_time_and_a_hint_that_comes_twice_begins_it_once(site, ask):
    run_id = ask()
    with pytest.raises(RunUnderWay):
        ask()
    assert noting.begin(run_id)
    assert not noting.begin(run_id)


@pytest.mark.parametrize(("about", "said"), [("a stone", "There is a stone."), ("a bug", "It failed (KeyError)")])
def test_why_it_failed_is_said_without_what_somebody_typed(site, ask, about, said):
    ask(about)
    site.work()
    until(lambda: state() is RunState.FAILED)
    assert queries.newest("dig").trouble.startswith(said)
    assert "ada@" not in queries.newest("dig").trouble


def test_one_whose_worker_is_gone_counts_as_lost_and_can_be_asked_for_again(ask):
    noting.begin(ask())
    with clock.moved(timedelta(minutes=11)):
        assert state() is RunState.LOST
        ask()
        assert state() is RunState.WAITING


def test_what_it_made_is_taken_once(ask):
    run_id = ask()
    assert noting.take(run_id)
    assert not noting.take(run_id)
