"""Whose account it is hears by letter of every change to how they sign in: what, when, where; and nothing secret."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect

from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.openid.types import Attested
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, identities, passkeys, second_factor, sessions, telling
from leadgate.staff.errors import NoSecondFactor
from leadgate.staff.models import StaffAccount, StaffChange, StaffPasskey, StaffSession
from leadgate.staff.types import PasskeyAnswer, SignInChange
from leadgate.team.commands import reset_second_factor
from tests.facts import count, one
from tests.staff.app import code_of, set_up
from tests.staff.authenticator import Authenticator, written
from tests.visitor import PASSWORD

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""
EMAIL = "marketer@bakery.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def marketer(site):
    """Somebody signed in, in Firefox."""
    accounts.add_account(EMAIL, Role.MARKETER, PASSWORD)
    return entered(site)


def entered(site, **headers):
    visitor = site.visitor(User_Agent=FIREFOX, **headers)
    assert visitor.fill("/staff/sign-in", email=EMAIL, password=PASSWORD).status_code == 303
    return visitor


def told(site):
    return [letter.text for letter in site.mails(EMAIL)]


def test_a_first_sign_in_is_no_news(site, marketer):
    assert told(site) == []


@on_both
def test_a_new_password_is_told_with_browser_and_network_and_what_to_do(site, marketer):
    new = "three loaves and a knife"
    marketer.fill("/staff/password", current=PASSWORD, password=new)
    [letter] = told(site)
    assert "A new password was chosen" in letter
    assert "Firefox, Linux" in letter
    assert "network" in letter
    assert "/staff/sessions" in letter
    assert "hello@bakery.example" in letter
    assert new not in letter
    assert "127.0.0.1" not in letter.replace("127.0.0.0/24", "")


def test_an_app_is_told_once_with_its_codes_and_none_of_them_in_it(site, marketer):
    secret, codes = set_up(marketer)
    [letter] = told(site)
    assert "authenticator app was set up" in letter
    assert not [one for one in (secret, *codes) if one in letter]


def test_new_recovery_codes_are_told(site, marketer):
    set_up(marketer)
    marketer.press("/staff/second-factor", "/staff/second-factor/recovery-codes")
    assert "New recovery codes" in told(site)[0]


@on_both
def test_a_passkey_that_comes_or_goes_is_told_and_one_that_was_gone_is_not(site, here, marketer):
    account, session_id = accounts.account_with(EMAIL), one(StaffSession).id
    challenge = passkeys.challenge_for(session_id)
    answer = Authenticator().create({"challenge": written(challenge.encode()), "user": {"id": written(account.bytes)}})
    passkeys.add(account, session_id, "Phone", PasskeyAnswer(challenge, answer))
    assert "A passkey was added" in told(site)[0]
    passkey = one(StaffPasskey).id
    for _ in range(2):
        passkeys.remove(account, passkey, session_id)
    assert len(told(site)) == 2
    assert "A passkey was removed" in told(site)[0]


def test_what_an_owner_or_the_command_line_does_is_told_without_their_browser(site, marketer):
    set_up(marketer)
    account = accounts.account_with(EMAIL)
    for act, words in ((second_factor.reset, "took the second factor"), (accounts.make_link, "made a link")):
        act(account, by=None) if act is second_factor.reset else act(account)
        letter = told(site)[0]
        assert words in letter
        assert "network" not in letter


def test_where_there_is_no_second_factor_to_take_nothing_happens_and_the_command_line_says_so(site, marketer):
    result = CliRunner().invoke(reset_second_factor, [EMAIL])
    assert isinstance(result.exception, NoSecondFactor)
    assert "no second factor" in str(result.exception)
    assert told(site) == []
    assert marketer.get("/studio/").status_code == 200


def test_a_recovery_code_that_was_used_is_told_on_the_next_page_and_by_letter(site, marketer):
    _secret, codes = set_up(marketer)
    visitor = entered(site)
    visitor.fill("/staff/sign-in/code", code=codes[0])
    assert "A recovery code was used; 9 are left." in visitor.get("/studio/").text
    assert "A recovery code was used" not in visitor.get("/studio/").text
    letter = next(one for one in site.mails(EMAIL) if "recovery code of your account" in one.subject)
    assert "9 recovery codes are left" in letter.text
    assert "Firefox, Linux" in letter.text
    assert "If not: end the sessions" in letter.text
    assert "Make new recovery codes, too" in letter.text


@on_both
def test_a_recovery_code_is_used_up_together_with_its_letter_or_not_at_all(site, marketer, monkeypatch):
    _secret, codes = set_up(marketer)
    visitor = entered(site)

    def power_cut(*_change):
        raise ConnectionError

    with monkeypatch.context() as at_the_letter:
        at_the_letter.setattr(telling, "tell_owner", power_cut)
        assert visitor.fill("/staff/sign-in/code", code=codes[0]).status_code == 500
    assert visitor.fill("/staff/sign-in/code", code=codes[0]).status_code == 303
    assert "A recovery code was used; 9 are left." in visitor.get("/studio/").text


def test_a_code_of_the_app_is_told_nobody(site, marketer):
    secret, _codes = set_up(marketer)
    with clock.moved(timedelta(seconds=30)):
        marketer.press("/studio/", "/staff/sign-out")
        marketer.fill("/staff/sign-in", email=EMAIL, password=PASSWORD)
        marketer.fill("/staff/sign-in/code", code=code_of(secret))
    assert "recovery code" not in marketer.get("/studio/").text
    assert len(told(site)) == 1


def test_the_link_that_invites_somebody_is_told_nobody(site):
    accounts.make_link(accounts.add_account(EMAIL, Role.MARKETER))
    assert told(site) == []


@on_both
def test_a_connected_identity_is_told_once(site, marketer):
    who = Attested("https://id.example", "ada-1", None, None, None)
    for _ in range(2):
        identities.connect(accounts.account_with(EMAIL), who)
    [letter] = told(site)
    assert "connected with an identity" in letter


def test_a_browser_nobody_knows_is_told_and_one_that_was_there_before_is_not(site, marketer):
    marketer.press("/studio/", "/staff/sign-out")
    marketer.fill("/staff/sign-in", email=EMAIL, password=PASSWORD)
    assert told(site) == []
    entered(site)
    [letter] = site.mails(EMAIL)
    assert "A new browser" in letter.subject
    assert "had not been used for it" in letter.text


def test_the_letter_speaks_the_language_of_the_last_sign_in(site, marketer):
    entered(site, Accept_Language="zh-TW")
    [letter] = site.mails(EMAIL)
    assert "新的瀏覽器" in letter.subject
    assert "登入了您的帳號" in letter.text


def test_what_a_letter_is_written_from_is_forgotten_after_a_week_and_with_its_account(site, marketer):
    account = accounts.account_with(EMAIL)
    telling.tell_owner(account, SignInChange.PASSWORD)
    with clock.moved(timedelta(days=8)):
        sessions.end_old()
    assert count(StaffChange) == 0
    telling.tell_owner(account, SignInChange.PASSWORD)
    accounts.remove_account(account)
    assert count(StaffChange) == 0
    assert told(site) == []


@on_both
def test_going_back_and_up_again_leaves_the_accounts(site, here, marketer):
    telling.tell_owner(accounts.account_with(EMAIL), SignInChange.PASSWORD)
    migrating.step_down(here, "0018")
    with here.database.writer.connect() as connection:
        assert "staff_change" not in inspect(connection).get_table_names()
    migrating.migrate(here)
    assert (count(StaffAccount), count(StaffChange)) == (1, 0)
    assert site.visitor().fill("/staff/sign-in", email=EMAIL, password=PASSWORD).status_code == 303
