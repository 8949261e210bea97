"""Rate limits: shared by every process, and never longer than they say."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation import clock, limits
from leadgate.foundation.limits import Limit, RateCount, TooMany, network_of, spend
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("foundation.limits")

THREE = Limit("three", 3, timedelta(minutes=10))


def test_three_are_three_and_the_next_window_begins_anew(here):
    for _ in range(3):
        spend((THREE, "ada"))
    with pytest.raises(TooMany) as refusal:
        spend((THREE, "ada"))
    assert 1 <= refusal.value.retry_after_seconds <= 600
    spend((THREE, "noor"))
    with clock.moved(timedelta(minutes=10)):
        spend((THREE, "ada"))


def test_a_refused_act_costs_nothing_more(here):
    for _ in range(10):
        try:
            spend((THREE, "ada"))
        except TooMany:
            continue
    assert one(RateCount).count == 3


def test_what_is_counted_names_nobody(here):
    spend((THREE, "ada@person.example"))
    assert b"ada" not in one(RateCount).key


def test_windows_that_are_over_are_forgotten(here):
    spend((THREE, "ada"))
    with clock.moved(timedelta(minutes=20)):
        limits.prune()
        assert count(RateCount) == 0


@pytest.mark.environment(LEADGATE_RATE_LIMITS="off")
def test_limits_can_be_switched_off_for_load_tests(here):
    for _ in range(10):
        spend((THREE, "ada"))


@given(st.ip_addresses())
def test_a_network_is_never_a_whole_address(address):
    network = ip_network(network_of(str(address)))
    assert network.prefixlen in (24, 56)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:ff01::9", "2001:db8:1:ff00::/56"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("", "unknown"),
        ("unix", "unknown"),
    ],
)
def test_networks(address, network):
    assert network_of(address) == network
