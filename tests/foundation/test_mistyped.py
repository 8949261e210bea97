"""Who mistypes the domain of their address is asked once, and never corrected without being asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.mistyped import SERVICES, meant_by


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yaho.com.tw", "yahoo.com.tw"),
        ("outlok.com", "outlook.com"),
        ("icloud.cm", "icloud.com"),
        ("web.dee", "web.de"),
        ("protonmai.com", "protonmail.com"),
    ],
)
def test_a_slip_in_the_name_of_a_service_is_seen(typed, meant):
    assert parsed(f"Anna.B@{typed}").meant == f"Anna.B@{meant}"


@pytest.mark.parametrize(
    "domain",
    "gmail.com email.com mail.com hotmail.be gmail.de live.at wed.de ymail.com example.org tmail.com".split(),
)
def test_addresses_that_only_look_alike_are_not_doubted(domain):
    assert parsed(f"anna@{domain}").meant is None


@given(st.sampled_from(sorted(SERVICES)))
def test_no_service_is_taken_for_a_slip_of_another(service):
    assert meant_by(service) is None
