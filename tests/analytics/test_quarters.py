"""Counts of settled days are kept by quarters, and say what the rows they were made of say."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from leadgate.analytics import queries
from leadgate.analytics.actions.counting import write
from leadgate.analytics.actions.keeping_quarters import keep_quarters
from leadgate.analytics.models import StepCount, StepQuarter
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.local_time import today
from tests.facts import count

pytestmark = pytest.mark.both_databases("analytics.actions.keeping_quarters")


def visited(*counts: tuple[int, int]):
    """Something that so many saw so many days ago, half of them by a letter."""
    thing = new_id()
    write({(thing, "seen", source, today() - timedelta(days=ago)): n for ago, n in counts for source in ("", "letter")})
    return thing


@action
def forget_rows() -> None:
    session().execute(delete(StepCount).where(StepCount.day < today() - timedelta(days=3)))


def told(*things) -> list[int]:
    found = queries.totals_of(things)
    return [found.get(thing, {}).get("seen", 0) for thing in things]


def test_what_is_kept_is_read_in_place_of_its_rows_and_what_is_newer_is_added(here):
    first, second = visited((200, 3), (120, 4), (0, 1)), visited((4, 2))
    before = queries.quarters([first, second])
    for _again in range(2):
        keep_quarters()
        assert queries.quarters([first, second]) == before
    assert count(StepQuarter) >= 3
    forget_rows()
    assert told(first, second) == [16, 4], "no row of a settled day is read any more"
    with clock.moved(timedelta(days=5)):
        write({(first, "seen", "", today() - timedelta(days=4)): 5})
        keep_quarters()
        assert told(first, second) == [21, 4]


def test_a_count_of_a_day_that_was_kept_already_is_not_lost(here):
    thing = visited((9, 3), (5, 4))
    keep_quarters()
    write({(thing, "seen", "", today() - timedelta(days=7)): 6})
    assert told(thing) == [20]
    keep_quarters()
    assert told(thing) == [20]
