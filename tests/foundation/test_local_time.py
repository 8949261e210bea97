"""Days and times are those of where the installation is, also on the nights on which the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadgate.assets.models import Asset
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.foundation.weeks import mondays
from leadgate.groups.types import Admission
from leadgate.meetups.models import Event
from leadgate.rights.clocks import Duty, Regime
from leadgate.rights.queries import deadlines_of
from tests.cast import NOOR
from tests.facts import one
from tests.groups.scenes import MINA, bakers
from tests.rights.asking import ask, request
from tests.size import examples

berlin = pytest.mark.environment(LEADGATE_TIME_ZONE="Europe/Berlin")
taipei = pytest.mark.environment(LEADGATE_TIME_ZONE="Asia/Taipei")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - aware by it
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)


@pytest.fixture
def mina(site):
    return site.staff(Role.MODERATOR, MINA)


def opening(site, typed):
    return site.staff().fill(f"/studio/assets/{site.publish()}/edit", opens_at=typed)


@berlin
@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        ("2027-07-01T12:00", datetime(2027, 7, 1, 10, tzinfo=UTC)),
        ("2027-01-01T12:00:30", datetime(2027, 1, 1, 11, 0, 30, tzinfo=UTC)),
        ("2027-10-31T02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("2027-07-01T12:00+08:00", datetime(2027, 7, 1, 4, tzinfo=UTC)),
        ("2027-07-01 12:00Z", datetime(2027, 7, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_time_is_typed_as_the_clocks_here_show_it(site, typed, is_kept):
    assert opening(site, typed).status_code == 303
    assert one(Asset).opens_at == is_kept


@berlin
@pytest.mark.parametrize(
    ("typed", "said"),
    [("2027-03-28T02:30", "The clocks are put forward that night"), ("soon", "such as 2026-02-28T18:30")],
)
def test_a_time_that_never_comes_is_refused_and_still_stands_in_the_form(site, typed, said):
    refused = opening(site, typed)
    assert refused.status_code == 422
    assert said in refused.text
    assert f'value="{typed}"' in refused.text


@berlin
def test_forms_and_pages_name_the_zone(site, mina):
    group = bakers(site, admission=Admission.OPEN, questions=False)
    ada = group.ask()
    day = clock.now().date() + timedelta(days=2)
    times = {"begins_at": f"{day}T18:30", "ends_at": f"{day}T20:30"}
    assert "(Berlin time)" in mina.get("/moderate/bakers/events").text
    assert mina.fill("/moderate/bakers/events", title="We bake", **times).status_code == 303
    offset = ZoneInfo("Europe/Berlin").utcoffset(datetime.combine(day, time(18, 30))) // timedelta(hours=1)
    assert f"6:30\u202fPM UTC+{offset}" in ada.get("/g/bakers/events").text
    assert f'value="{day}T18:30"' in mina.get(f"/moderate/bakers/events/{one(Event).id}").text


@taipei
@pytest.mark.parametrize(("moment", "is_open"), [("2027-01-03T15:59Z", False), ("2027-01-03T16:01Z", True)])
def test_days_of_the_week_begin_at_midnight_here(site, mina, moment, is_open):
    group = bakers(site, open_days=(0,))
    with clock.moved(datetime.fromisoformat(moment) - clock.now()):
        assert (group.fill_in(site.visitor(), NOOR, "Noor").status_code == 303) is is_open


@taipei
def test_a_law_counts_from_the_day_it_is_here(site):
    with clock.moved(datetime(2027, 6, 2, 17, tzinfo=UTC) - clock.now()):
        ask(site)
        assert request().received_at.day == 2
        answered = [one.due for one in deadlines_of(request()) if (one.regime, one.duty) == (Regime.GDPR, Duty.ANSWER)]
    assert answered == [date(2027, 7, 5)], "a month after the third is a Saturday; after the second it is a Friday"


@given(MOMENTS, ZONES, st.integers(1, 30))
@settings(max_examples=examples(50, 400), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_weeks_lie_between_mondays_at_midnight_and_hold_the_moment_in_the_last(here, moment, zone, weeks):
    here.given = replace(here.settings, time_zone=zone)
    bounds = mondays(moment, weeks)
    assert len(bounds) == weeks + 1
    assert bounds[-2] <= moment < bounds[-1]
    for start, end in pairwise(bounds):
        assert start.astimezone(zone).weekday() == 0
        assert abs((end - start) - timedelta(days=7)) <= timedelta(hours=24), "zones have leapt over a whole day"
