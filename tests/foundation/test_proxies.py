"""Who a request came from, and for which host, behind every kind of proxy; nobody else is believed."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.web.proxies import address_behind, bare_address, hosts_behind

OURS = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
SEEN = [
    ({"X-Forwarded-For": "203.0.113.7"}, "203.0.113.7"),
    ({"X-Forwarded-For": "203.0.113.7:51234"}, "203.0.113.7"),
    ({"X-Forwarded-For": "2001:db8::7"}, "2001:db8::7"),
    ({"X-Forwarded-For": "[2001:db8::7]:51234"}, "2001:db8::7"),
    ({"X-Forwarded-For": "[2001:db8::7]"}, "2001:db8::7"),
    ({"X-Forwarded-For": "198.51.100.1, 203.0.113.7, 10.1.1.1:80"}, "203.0.113.7"),
    ({"Forwarded": "for=203.0.113.7;proto=https;by=10.0.0.1"}, "203.0.113.7"),
    ({"Forwarded": 'For="[2001:db8:cafe::17]:4711"'}, "2001:db8:cafe::17"),
    ({"Forwarded": 'for=192.0.2.43, for="203.0.113.7:80";host=x'}, "203.0.113.7"),
    ({"Forwarded": "for=203.0.113.7", "X-Forwarded-For": "203.0.113.7"}, "203.0.113.7"),
    ({"Forwarded": "for=192.0.2.9", "X-Forwarded-For": "203.0.113.7"}, "10.0.0.1"),
    ({}, "10.0.0.1"),
]


@pytest.mark.parametrize(("headers", "address"), SEEN)
def test_the_address_behind_our_proxies_is_found_as_they_write_it(headers, address):
    assert address_behind("10.0.0.1", headers, OURS) == address


@pytest.mark.parametrize("headers", [headers for headers, _address in SEEN])
def test_nobody_else_says_whom_a_request_came_from(headers):
    assert address_behind("198.51.100.9", headers, OURS) == "198.51.100.9"


@pytest.mark.parametrize("peer", ["", "::ffff:10.0.0.1"])
def test_a_socket_is_ours_and_so_is_ipv4_that_came_by_ipv6(peer):
    assert address_behind(peer, {"X-Forwarded-For": "192.0.2.1, 203.0.113.7"}, OURS) == "203.0.113.7"
    assert hosts_behind(peer, {"X-Forwarded-Host": "guides.example"}, OURS) == {"guides.example"}


def test_the_hosts_a_trusted_proxy_was_asked_for_are_known_with_their_ports():
    told = {"X-Forwarded-Host": "guides.example", "X-Forwarded-Port": "8443", "Forwarded": "host=other.example"}
    known = {"guides.example", "guides.example:8443", "other.example", "other.example:8443"}
    assert hosts_behind("10.0.0.1", told, OURS) == known
    assert hosts_behind("198.51.100.9", told, OURS) == set()


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_forwarded_there_is_an_answer_and_no_forger_gets_another_address_than_both_name(one, other):
    said = address_behind("10.0.0.1", {"X-Forwarded-For": one, "Forwarded": other}, OURS)
    assert said == "10.0.0.1" or said in {bare_address(part) for part in one.split(",")} or f"{said}" in other
