"""What is known of names and hosts: by the Open Cookie Database, and never guessed."""

import pytest

from leadgate.cookie_scans.known.knowing import known_host, known_name
from leadgate.cookie_scans.types import KnownAs
from leadgate.cookies.types import PurposeKind


@pytest.mark.parametrize(("name", "host", "service", "category"), [
    ("_ga", "shop.example", "Google Analytics", "Analytics"),
    ("_ga_A1B2C3", "shop.example", "Google Analytics", "Analytics"),
    ("_hjFirstSeen", "shop.example", "Hotjar", "Functional"),
    ("PHPSESSID", "shop.example", "PHP.net", "Functional"),
    ("uid", "track.adform.net", "Adform", "Marketing"),
])  # fmt: skip
def test_a_name_that_is_one_services_is_known(name, host, service, category):
    known = known_name(name, host)
    assert (known.service, known.category) == (service, category)


def test_what_a_services_own_script_sets_in_somebodys_page_is_that_services():
    assert known_name("_fbp", "shop.example", "connect.facebook.net").service == "Facebook"
    assert known_name("_fbp", "shop.example", "facebook.com.evil.example") == KnownAs()


@pytest.mark.parametrize(("name", "host"), [
    ("_csrf", "shop.example"), ("_device_id", "shop.example"),
    ("uid", "shop.example"), ("_unheard_of", "shop.example"), ("lang", "shop.example"), ("P_mine", "shop.example"),
    ("", "shop.example"), ("uid", "notadform.net"),
])  # fmt: skip
def test_what_may_be_anybodys_is_unknown(name, host):
    assert known_name(name, host) == KnownAs()


def test_a_host_is_known_by_itself_or_the_domain_above_it():
    assert known_host("x.y.adform.net").service == "Adform"
    assert known_host("www.doubleclick.net").company == "Google"
    assert known_host("adform.net.example") == known_host("net") == KnownAs()


def test_of_several_answers_what_they_have_in_common_is_known():
    """Google has many services at its host, and they are for many things."""
    assert known_host("www.google.com") == KnownAs("", "Google", "")


def test_what_it_is_mostly_declared_under_is_a_suggestion():
    assert known_name("_ga", "shop.example").suggests is PurposeKind.STATISTICS
    assert KnownAs().suggests is None
