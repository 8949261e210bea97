"""Looking at pages is counted a little later, on the day it happened, and never stands in a page's way."""

import threading
from collections import Counter
from contextlib import nullcontext
from datetime import date, timedelta
from threading import Timer

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from leadgate.analytics.actions import counting
from leadgate.analytics.models import StepCount
from leadgate.assets.types import VisitStep
from leadgate.foundation import clock
from leadgate.foundation.counters import MOST, Counters
from leadgate.foundation.db import forget_what_was_read, session
from tests.services import until


def counted() -> list[tuple[date, int]]:
    forget_what_was_read()
    rows = session().execute(select(StepCount.day, StepCount.count).where(StepCount.step == VisitStep.SEEN))
    return sorted(map(tuple, rows))


def test_what_was_seen_on_one_day_and_written_on_the_next_counts_for_the_day_it_was_seen(site, here):
    site.publish()
    today = clock.now().date()
    for _ in range(3):
        site.visitor().get("/a/guide")
    with clock.moved(timedelta(days=1)):
        site.visitor().get("/a/guide")
        here.counters.flush()
    assert counted() == [(today, 3), (today + timedelta(days=1), 1)]


def test_the_last_visit_of_the_day_is_written_although_nobody_comes_after(site, here):
    here.counters = Counters(here.opened, seconds=0.05)
    site.publish()
    site.visitor().get("/a/guide")
    until(lambda: counted() == [(clock.now().date(), 1)])
    until(lambda: not any(isinstance(thread, Timer) for thread in threading.enumerate()))


def test_what_was_gathered_is_written_when_the_process_ends(site, here):
    site.publish()
    site.visitor().get("/a/guide")
    assert counted() == []
    here.counters.close()
    assert counted() == [(clock.now().date(), 1)]


def test_many_visits_are_written_without_waiting(here, site):
    asset = site.publish()
    for _ in range(MOST):
        counting.note(asset, VisitStep.SEEN)
    assert counted() == [(clock.now().date(), MOST)]


def test_a_count_of_something_that_is_gone_takes_no_other_count_with_it():
    written = Counter()

    def write(counts):
        if "gone" in counts:
            raise IntegrityError("insert", {}, Exception("it refers to nothing"))
        written.update(counts)

    counters = Counters(nullcontext, seconds=None)
    for key in ("here", "gone", "here", "there"):
        counters.note(write, key)
    counters.flush()
    assert written == {"here": 2, "there": 1}
