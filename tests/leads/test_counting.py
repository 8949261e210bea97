"""Whoever may only count leads learns of no few people, however many numbers are added and subtracted."""

import re
from datetime import timedelta
from itertools import product
from operator import add, mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.leads import choosing
from leadgate.statistics.disclosure import FEWEST, in_steps
from tests.leads.crowd import Somebody, crowd

MAY_BE = range(FEWEST)
"""By so many a number can be more than what is told."""


@pytest.fixture
def people(site):
    return crowd(site, [Somebody(asset=0, agrees=at % 4 > 0, tag="warm" * (at % 2), days_ago=at) for at in range(38)])


def figures(visitor, query=""):
    """The numbers a page of leads has, whoever looks."""
    page = visitor.get(f"/studio/leads/{query}").text
    return re.search(r'<section class="lead-figures".*?</section>', page, re.S)[0]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OFFICER])
def test_whatever_the_address_says_the_numbers_are_those_of_everybody_in_steps(site, people, role):
    counting = site.staff(role)
    told = figures(counting)
    assert "35 leads" in told
    assert "<dd>25</dd>" in told, "of 28 who agree"
    today = clock.now().date()
    days = [f"{name}={today - timedelta(days=ago)}" for name in choosing.DATES for ago in range(0, 40, 13)]
    values = [f"{one.name}={value}" for one in choosing.facets("en") for value, _words in one.choices]
    for query in [*days, *values, f"{values[0]}&{days[0]}&sort=active", "exactly=1"]:
        assert figures(counting, f"?{query}") == told, query
    page = counting.get(f"/studio/leads/?{days[0]}").text
    assert "crowd.example" not in page
    assert "<select" not in page
    assert "rounded down to a multiple of five" in page
    assert counting.get("/studio/leads/segments").status_code == 403
    assert "38 leads" in figures(site.staff()), "who may open them counts them exactly"


def test_fewer_than_five_are_the_same_as_nobody(site):
    crowd(site, [Somebody(agrees=True)] * 4)
    viewer = site.staff(Role.VIEWER)
    assert figures(viewer).count("fewer than 5") == 2
    site.purpose("nobody-yet")
    assert figures(viewer).count("fewer than 5") == 3


def test_the_page_of_a_purpose_tells_whoever_may_only_count_the_same_steps(site, people):
    marketer, viewer = site.staff(Role.MARKETER), site.staff(Role.VIEWER)
    exactly, in_fives = (one.get("/studio/purposes/newsletter").text for one in (marketer, viewer))
    assert "<dd>28</dd>" in exactly
    assert "<dd>25</dd>" in in_fives
    assert "<dd>28</dd>" not in in_fives
    listed = viewer.get("/studio/purposes/").text
    assert ">25</td>" in listed
    assert ">28</td>" not in listed


def could_be(everybody, agree, refused, ended, reached):
    """Whether there can be so many: those who may be reached agree, and nobody stands at two places."""
    return reached <= agree and agree + refused + ended <= everybody


WORLDS = st.tuples(*[st.integers(0, 30)] * 5).map(
    lambda sizes: (sum(sizes[:4]), sizes[0], sizes[1], sizes[2], min(sizes[0], sizes[4]))
)


@given(WORLDS)
def test_no_sum_or_difference_of_what_is_told_is_known_better_than_up_to_five_people(truth):
    told = [in_steps(count) for count in truth]
    worlds = [world for more in product(MAY_BE, repeat=5) if could_be(*(world := [*map(add, told, more)]))]
    assert [*truth] in worlds
    for signs in product((-1, 0, 1), repeat=5):
        if any(signs):
            assert len({sum(map(mul, signs, world)) for world in worlds}) >= FEWEST, signs


def test_one_choice_at_a_time_would_not_do_even_in_steps():
    """The constellation that had it left out: five landing pages of four leads each."""
    told, everybody = [in_steps(4)] * 5, in_steps(20)
    worlds = [more for more in product(MAY_BE, repeat=5) if sum(told) + sum(more) >= everybody]
    assert worlds == [(4,) * 5]
