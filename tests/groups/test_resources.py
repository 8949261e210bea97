"""What moderators want everybody in a group to find at once."""

import pytest

from leadgate.groups.models import Resource
from leadgate.groups.types import Admission
from tests.astray import BASE_URL
from tests.facts import count, one
from tests.groups.scenes import bakers, send


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


def add(moderator, **fields):
    return moderator.fill("/moderate/bakers/resources", title="Start here", **fields)


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_members_find_a_download_with_its_own_page_and_see_whether_they_have_it(site, ada, mina):
    asset = site.publish()
    assert add(mina, thing=f"{asset}").status_code == 303
    page = ada.get("/g/bakers/resources").text
    assert 'href="/leads/a/guide"' in page
    assert "you have it" not in page
    site.visitor().opt_in()
    site.work()
    assert "you have it" in ada.get("/g/bakers/resources").text


def test_members_find_an_address_elsewhere_and_outsiders_nothing(site, ada, mina):
    assert add(mina, address="https://mill.example/prices").status_code == 303
    assert "https://mill.example/prices" in ada.get("/g/bakers/resources").text
    assert site.visitor().get("/g/bakers/resources").status_code == 404


@pytest.mark.parametrize("fields", [{}, {"address": "javascript:alert(1)"}, {"address": "mill.example"}])
def test_what_is_neither_or_no_safe_address_is_refused(mina, group, fields):
    assert add(mina, **fields).status_code == 422
    assert count(Resource) == 0


def test_a_resource_is_taken_away_by_its_own_group_only(site, ada, mina):
    bakers(site, "brewers")
    add(mina, address="https://mill.example")
    number = one(Resource).id
    mina.post(f"/moderate/brewers/resources/{number}/removal")
    assert count(Resource) == 1
    assert send(mina, f"resources/{number}/removal").status_code == 303
    assert count(Resource) == 0
