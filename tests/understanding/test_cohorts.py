"""What became of those who downloaded: told in fives, kept when people go, and of no single one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.assets.actions import counting as downloads
from leadgate.assets.actions import delivering
from leadgate.assets.models import Grant
from leadgate.consent import queries
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.understanding import cohorts
from leadgate.understanding.actions.counting_cohorts import count_cohorts
from tests.facts import every

pytestmark = pytest.mark.both_databases("understanding.actions.counting_cohorts")
AGO = timedelta(days=40)


def came(site, number: int, **fields: str) -> None:
    """Somebody who downloaded in a month that is over."""
    with clock.moved(-AGO):
        site.confirmed(email=f"ada{number}@person.example", **fields)
        newest = select(Grant.id).order_by(Grant.granted_at.desc()).limit(1)
        [(grant,)] = every(newest)
        downloads.count([delivering.open_grant(grant)])


def told() -> list[int]:
    """Downloaded, in a group, answered, may be written to for the newsletter."""
    count_cohorts()
    [counts] = cohorts.kept().rows(queries.purpose_named("newsletter"))
    return counts


def test_a_cohort_is_told_in_fives_and_what_people_did_outlives_them(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    for number in range(4):
        came(site, number, consent="newsletter")
    count_cohorts()
    assert cohorts.kept().months == [], "four are nobody's business"
    for number in range(4, 6):
        came(site, number, consent="newsletter")
    assert told() == [5, 0, 0, 5]
    for (person,) in every(select(Grant.person_id).limit(2)):
        erasing.erase(person, why=Why.PERSON)
    assert told() == [5, 0, 0, 0]
    viewer = site.staff(Role.VIEWER)
    page = viewer.get("/studio/figures/cohorts").text
    assert 'role="img"' in page
    assert page.count(">5</td>") == 1
    assert viewer.get("/studio/figures/cohorts.csv").text.splitlines()[1].endswith(",5,0,0,0")


def test_who_may_be_written_to_agrees_to_that_purpose_and_to_no_other(site):
    """Somebody who let themselves be compared with others stood among those who could be written to."""
    for slug in ("newsletter", "events"):
        site.purpose(slug)
    site.publish(purposes=["newsletter", "events"])
    for number in range(5):
        came(site, number, consent="events")
    assert told() == [5, 0, 0, 0]
    events = f"/studio/figures/cohorts?purpose={queries.purpose_named('events')}"
    page = site.staff(Role.VIEWER).get(events).text
    assert "May be written to now: The events" in page
    assert page.count(">5</td>") == 2


def test_this_month_is_not_over_and_what_is_not_counted_yet_is_said(site):
    site.publish()
    assert "Nothing to tell yet" in site.staff().get("/studio/figures/cohorts").text
    assert len(cohorts.months()) == 12
    assert cohorts.months()[-1] < clock.now().date().replace(day=1)
