"""Reaching many people: each once and nobody left out, whenever a worker dies."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.background import fanout, outbox
from leadgate.foundation.background.fanout import Fanout
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from tests import rooms
from tests.facts import count, every

pytestmark = pytest.mark.both_databases("foundation.background.outbox")

WALK = Fanout("test.reach", VaultKey.id)
DYING: list[int] = []
"""In how many batches from now a worker dies."""


class Killed(BaseException):
    """What nothing catches."""


def reach(about: str, after: str) -> None:
    for key in WALK.batch(select(VaultKey), after, about=about):
        outbox.add_new("test.reached", {"whom": key.id, "about": about}, key=str(new_id()))
    if DYING and not DYING[0]:
        DYING.clear()
        raise Killed
    DYING[:] = [left - 1 for left in DYING]


def reached(**_: str) -> None:
    """The letter, which is sent by somebody else."""


@pytest.fixture
def here(here, monkeypatch):
    rooms.add(here, handlers={"test.reach": "foundation.test_fanout:reach"},
              effects={"test.reached": "foundation.test_fanout:reached"})  # fmt: skip
    monkeypatch.setattr(fanout, "BATCH", 3)
    DYING.clear()
    return here


@action
def people(many):
    for _ in range(many):
        installation().vault.new_key(uuid4())


@action
def begin(**given):
    WALK.begin(**{"about": "all", **given})


def letters(about="all"):
    rows = every(select(OutboxItem.payload).where(OutboxItem.kind == "test.reached"))
    return sorted(row.payload["whom"] for row in rows if row.payload["about"] == about)


def everybody():
    return sorted(str(row.id) for row in every(select(VaultKey.id)))


@pytest.mark.parametrize("many", [0, 1, 2, 3, 4, 6, 7])
def test_each_is_reached_once_however_many_there_are(here, many):
    people(many)
    begin()
    outbox.drain()
    assert letters() == everybody()


@pytest.mark.parametrize("batch", range(4))
def test_a_worker_that_dies_in_any_batch_leaves_nobody_out_and_nobody_twice(here, batch):
    people(10)
    begin()
    DYING.append(batch)
    with pytest.raises(Killed):
        outbox.drain()
    assert len(letters()) == min(batch * 3, 10), "all of a batch, or none of it"
    with clock.moved(outbox.LEASE + timedelta(seconds=1)):
        outbox.drain()
    assert letters() == everybody()


def test_a_worker_that_dies_between_two_batches_leaves_the_rest_to_others(here):
    people(10)
    begin()

    def die():
        here.wake_workers = lambda: None
        raise Killed

    here.wake_workers = die
    with pytest.raises(Killed):
        outbox.drain()
    assert len(letters()) == 3
    with clock.moved(outbox.LEASE + timedelta(seconds=1)):
        outbox.drain()
    assert letters() == everybody()


def test_the_workers_are_woken_for_the_next_batch_once_this_one_is_written(here):
    people(4)
    begin()
    seen = []
    here.wake_workers = lambda: seen.append(len(letters()))
    outbox.work(*outbox.claim(1))
    assert set(seen) == {3}


def test_a_worker_that_took_too_long_reaches_nobody_a_second_time(here):
    people(4)
    begin()
    [slow] = outbox.claim(1)
    with clock.moved(outbox.LEASE + timedelta(seconds=1)):
        outbox.drain()
        outbox.work(slow)
        outbox.drain()
    assert letters() == everybody()
    assert count(OutboxItem, OutboxItem.due_at.is_not(None)) == 0


def test_who_comes_while_a_walk_goes_on_is_reached_and_who_goes_is_not(here):
    people(4)
    begin()
    outbox.work(*outbox.claim(1))
    gone = everybody()[-1]
    later = new_id().int | (0xFF << 120)

    @action
    def change():
        installation().vault.destroy(*(key.id for key in every(select(VaultKey.id)) if str(key.id) == gone))
        installation().vault.new_key(type(new_id())(int=later))

    change()
    outbox.drain()
    assert gone not in letters()
    assert letters() == everybody()


def test_walks_do_not_disturb_each_other_and_what_may_be_begun_once_is(here):
    people(5)
    for about in ("one", "two", "two"):
        begin(about=about, once=about)
    begin(about="three")
    begin(about="three")
    outbox.drain()
    assert letters("one") == letters("two") == everybody()
    assert letters("three") == sorted(everybody() * 2)
