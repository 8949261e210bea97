"""Passwords that are tried first are refused with a sentence, and changing one takes the one that is there."""

import pytest

from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from leadgate.staff.errors import CommonPassword, OwnWordsPassword, PatternedPassword, WeakPassword
from leadgate.staff.models import StaffAccount
from tests.facts import count
from tests.visitor import PASSWORD

OWNER = "owner@bakery.example"
NEW = "another quiet river 7"


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short", WeakPassword),
        ("passwordpassword", PatternedPassword),
        ("123412341234", PatternedPassword),
        ("aaaabbbbccccdddd", PatternedPassword),
        ("qwertyuiopas", PatternedPassword),
        ("1qaz2wsx3edc", PatternedPassword),
        ("zaq12wsxcde3", PatternedPassword),
        ("dragon12345678", PatternedPassword),
        ("aaaaaaaaaaaaaaaa", PatternedPassword),
        ("!!!!????!!!!????", PatternedPassword),
        ("密碼密碼密碼密碼密碼密碼", PatternedPassword),
        ("The Quiet Bakery", OwnWordsPassword),
        ("owner@bakery1", OwnWordsPassword),
        ("leadgate 2026", OwnWordsPassword),
        ("Passw0rd!2024", CommonPassword),
        ("correcthorsebatterystaple", CommonPassword),
        ("Password2026!", CommonPassword),
        ("leavemealone", CommonPassword),
        ("MOTHERFUCKER", CommonPassword),
        ("Leadgate-password", CommonPassword),
        ("bakery.example Passw0rd1", CommonPassword),
    ],
)
def test_a_password_that_is_tried_first_is_refused_and_no_account_is_made(here, password, refusal):
    with pytest.raises(WeakPassword) as refused:
        accounts.add_account(OWNER, Role.OWNER, password)
    assert type(refused.value) is refusal
    assert count(StaffAccount) == 0


@pytest.mark.parametrize("password", [PASSWORD, NEW, "tree house mountain", "x7$kQ9!mZp2w", "天空海洋星星月亮太陽河流"])
def test_words_that_do_not_belong_together_are_taken_whatever_signs_they_have(here, password):
    assert accounts.add_account(OWNER, Role.OWNER, password)


def test_a_password_as_long_as_the_form_takes_is_looked_at_without_delay(here):
    assert accounts.add_account(OWNER, Role.OWNER, "x7$kQ9!mZp2w" + "0123456789" * 100)


def test_the_page_says_what_is_wrong_with_a_password_beside_its_field(site):
    marketer = site.staff()
    answer = marketer.fill("/staff/password", password="passwordpassword", current=PASSWORD)
    assert answer.status_code == 422
    assert "repeats itself" in answer.text
    assert "passwordpassword" not in answer.text


def test_whoever_finds_a_browser_open_cannot_change_the_password_without_knowing_it(site):
    marketer = site.staff()
    assert marketer.fill("/staff/password", password=NEW, current="not the password").status_code == 422
    assert marketer.fill("/staff/password", password=NEW, current="").status_code == 422
    statuses = [marketer.fill("/staff/password", password=NEW, current=f"try {n}").status_code for n in range(10)]
    assert statuses == [422] * 9 + [429]
    assert signs_in(site, PASSWORD)
    assert not signs_in(site, NEW)


def test_whoever_knows_the_password_changes_it(site):
    assert site.staff().fill("/staff/password", password=NEW, current=PASSWORD).status_code == 303
    assert signs_in(site, NEW)
    assert not signs_in(site, PASSWORD)


def test_a_lost_password_is_replaced_in_the_session_a_link_opened(site):
    account = accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    visitor = site.visitor()
    visitor.fill(accounts.make_link(account).removeprefix(site.here.settings.base_url))
    assert 'name="current"' not in visitor.get("/staff/password").text
    assert visitor.fill("/staff/password", password=NEW).status_code == 303
    assert visitor.get("/studio/").status_code == 200


def signs_in(site, password, email="marketer@bakery.example"):
    return site.visitor().fill("/staff/sign-in", email=email, password=password).status_code == 303
