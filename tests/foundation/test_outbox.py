"""The outbox: what was accepted is done, once if nothing fails, and seen if it cannot be done."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from leadgate.foundation import clock
from leadgate.foundation.background import backlog, outbox
from leadgate.foundation.background.outbox import OutboxItem, Postponed
from leadgate.foundation.db import action, session
from tests import rooms
from tests.facts import count, every, one

pytestmark = pytest.mark.both_databases("foundation.background.outbox")

DONE: list[str] = []


class Trouble(Exception):
    pass


def note(word: str) -> None:
    DONE.append(word)


def fail(**_: str) -> None:
    raise Trouble("ada@person.example stands in this message")


def wait(**_: str) -> None:
    raise Postponed(clock.now() + timedelta(hours=1))


@action
def half(**_: str) -> None:
    outbox.put("test.note", {"word": "half"}, key="half-done")
    raise Trouble


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


def with_handlers(here):
    kinds = {f"test.{name}": f"foundation.test_outbox:{name}" for name in ("note", "fail", "wait")}
    acts = {"test.half": "foundation.test_outbox:half", "test.act": "foundation.test_outbox:note"}
    rooms.add(here, effects=kinds, handlers=acts)
    return here


@pytest.fixture
def here(here):
    return with_handlers(here)


@action
def put(kind="test.note", key="k", due=None, **payload):
    outbox.put(kind, payload or {"word": key}, key=key, due=due)


def test_what_was_put_is_done_once(here):
    put()
    put()
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert DONE == ["k"]


def test_an_act_that_failed_leaves_nothing_to_be_done(here):
    @action
    def failing():
        outbox.put("test.note", {"word": "x"}, key="x")
        raise Trouble

    with pytest.raises(Trouble):
        failing()
    assert count(OutboxItem) == 0


def test_the_nudge_goes_out_after_the_commit_and_not_for_a_failed_act(here):
    seen = []
    here.wake_workers = lambda: seen.append(count(OutboxItem))
    put()
    assert seen == [1]

    @action
    def failing():
        outbox.put("test.note", {"word": "x"}, key="x")
        raise Trouble

    with pytest.raises(Trouble):
        failing()
    assert seen == [1]


def test_what_is_due_later_waits(here):
    put(due=clock.now() + timedelta(hours=1))
    assert outbox.drain() == 0
    with clock.moved(timedelta(hours=1, seconds=1)):
        assert outbox.drain() == 1


def test_two_workers_never_get_the_same_row(here):
    for number in range(5):
        put(key=f"k{number}")
    first, second = outbox.claim(3), outbox.claim(3)
    assert {item.id for item in first}.isdisjoint(item.id for item in second)
    assert len(first) + len(second) == 5
    assert outbox.claim() == []


def test_a_row_whose_worker_died_is_done_by_another_once_its_lease_is_over(here):
    put()
    assert len(outbox.claim()) == 1
    assert outbox.drain() == 0
    with clock.moved(outbox.LEASE + timedelta(seconds=1)):
        assert outbox.drain() == 1
    assert DONE == ["k"]


def test_an_act_that_took_too_long_is_not_done_again_by_who_comes_too_late(here):
    put("test.act", key="k")
    [slow] = outbox.claim()
    with clock.moved(outbox.LEASE + timedelta(seconds=1)):
        [quick] = outbox.claim()
        outbox.work(slow)
        assert DONE == [], "it is somebody else's now"
        outbox.work(quick)
        outbox.work(slow)
    assert DONE == ["k"]


def test_what_was_done_meanwhile_is_not_made_due_again_by_who_failed_too_late(here):
    put("test.fail", key="k")
    [slow] = outbox.claim()
    done = update(OutboxItem).values(done_at=clock.now(), due_at=None)
    action(lambda: session().execute(done))()
    outbox.work(slow)
    assert one(OutboxItem).due_at is None


def test_what_fails_is_tried_again_with_growing_pauses_and_ends_among_the_dead_letters(here, caplog):
    put("test.fail", key="bad")
    later, pauses = timedelta(), []
    for _ in range(outbox.MOST_ATTEMPTS):
        with clock.moved(later):
            assert outbox.drain() == 1
            row = one(OutboxItem)
            if row.due_at:
                pauses.append((row.due_at - clock.now()).total_seconds())
                later += timedelta(seconds=pauses[-1] + 1)
    assert row.dead_at
    assert row.trouble == "Trouble"
    assert pauses[0] < 7
    assert max(pauses) <= 3600 * 1.2
    assert "ada@" not in caplog.text
    with clock.moved(later + timedelta(days=1)):
        assert outbox.drain() == 0
        assert backlog.backlog().dead == 1
        assert [(one.id, one.kind) for one in backlog.dead_letters()] == [(row.id, "test.fail")]
        assert backlog.revive(row.id) == 1
        assert backlog.revive(row.id) == 0
        assert outbox.drain() == 1


def test_a_dead_letter_can_be_given_up_and_a_living_one_cannot(here):
    put("test.fail", key="dead")
    put(key="alive")
    dead, alive = (row.id for row in every(select(OutboxItem.id).order_by(OutboxItem.key.desc())))
    action(lambda: session().execute(update(OutboxItem).where(OutboxItem.id == dead).values(dead_at=clock.now())))()
    assert backlog.drop(alive) == 0
    assert backlog.drop(dead) == 1
    assert backlog.dead_letters() == []


def test_a_failing_row_does_not_hold_up_its_neighbours(here):
    put("test.fail", key="bad")
    put(key="good")
    outbox.drain()
    assert DONE == ["good"]


def test_a_handler_that_fails_half_way_leaves_nothing_half_done(here):
    put("test.half", key="half")
    outbox.drain()
    assert count(OutboxItem, OutboxItem.key == "half-done") == 0


def test_waiting_costs_no_attempt(here):
    put("test.wait", key="later")
    outbox.drain()
    row = one(OutboxItem)
    assert row.attempts == 0
    assert row.due_at > clock.now() + timedelta(minutes=59)


def test_a_kind_nobody_handles_is_refused_when_it_is_put(here):
    with pytest.raises(LookupError):
        put("test.unheard-of")


def test_what_was_done_is_forgotten_after_a_day(here):
    put()
    outbox.drain()
    assert outbox.prune() == 0
    with clock.moved(timedelta(days=1, seconds=1)):
        assert outbox.prune() == 1


@given(orders=st.lists(st.sampled_from(["put", "drain", "die", "later"]), max_size=12))
def test_whatever_happens_everything_put_is_done_in_the_end(orders, sqlite_template, tmp_path_factory):
    import shutil

    from tests.conftest import build

    folder = tmp_path_factory.mktemp("orders")
    shutil.copy(sqlite_template, folder / "leadgate.db")
    here, later, wanted = with_handlers(build(folder)), timedelta(), []
    DONE.clear()
    with here.opened():
        for number, order in enumerate(orders):
            with clock.moved(later):
                if order == "put":
                    wanted.append(f"w{number}")
                    put(key=wanted[-1])
                elif order == "drain":
                    outbox.drain()
                elif order == "die":
                    outbox.claim()
                else:
                    later += outbox.LEASE
        with clock.moved(later + outbox.LEASE * 2):
            outbox.drain()
    here.database.dispose()
    assert sorted(DONE) == sorted(wanted)
