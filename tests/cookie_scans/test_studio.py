"""Having a site looked at in the studio, and what its page says was found."""

import pytest

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import planning
from leadgate.cookie_scans.types import Every
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.permissions import Role
from leadgate.runs import queries as runs
from tests.services import until

PAGE = "/studio/cookies/shop/scan"


@pytest.fixture
def marketer(site):
    return site.staff(Role.MARKETER)


def test_what_leaks_is_said_first_and_in_which_visits(described, keep, marketer):
    site_id = described()
    assert "What was found on" not in marketer.get(PAGE).text
    keep(site_id, before=("cookie _ga shop.example",), refused=(), accepted=("cookie _ga shop.example",))
    page = marketer.get(PAGE).text
    assert "1 thing is there before the answer, or after a refusal, and may not be." in page
    assert page.count("and may not be<") == 1
    for said in ("Google Analytics", "Analytics", "Statistics", "1 page was looked at."):
        assert said in page


def test_a_site_without_our_banner_says_so(described, keep, marketer):
    keep(described(), before=(), cut=True)
    page = marketer.get(PAGE).text
    assert "No banner of ours was seen on it" in page
    assert "ended early" in page
    assert "On the pages that were looked at nothing is there before the answer" in page


def test_a_worker_looks_at_it_and_the_page_says_why_it_could_not(site, described, marketer):
    """An address inside a network is refused before a browser would reach it."""
    described("http://127.0.0.1:9")
    assert marketer.press(PAGE, PAGE).status_code == 303
    assert "a worker takes it up within seconds" in marketer.get(PAGE).text
    assert marketer.press(PAGE, PAGE).status_code == 409
    site.work()

    def has_ended():
        forget_what_was_read()
        return runs.newest(planning.KIND).ended_at

    until(has_ended, 40)
    assert "No page of this site answered." in marketer.get(PAGE).text


def test_how_often_it_is_looked_at_is_said_there(described, marketer):
    site_id = described()
    assert marketer.press(PAGE, f"{PAGE}/plan", every="weekly").status_code == 303
    forget_what_was_read()
    assert queries.every_of(site_id) is Every.WEEKLY
    assert marketer.press(PAGE, f"{PAGE}/plan", every="hourly").status_code == 422


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OFFICER])
def test_only_who_keeps_sites_has_them_looked_at(site, described, role):
    described()
    assert site.staff(role).get(PAGE).status_code == 403
