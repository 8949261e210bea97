"""A second factor: asked for at the door, good once, replaced by a recovery code, required of those who see most."""

import re
import threading
from datetime import timedelta
from urllib.parse import unquote

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor
from leadgate.staff.errors import WrongFactor
from leadgate.staff.models import StaffRecoveryCode, StaffTotp
from leadgate.team.commands import reset_second_factor
from tests.browser_form import forms
from tests.facts import count, one
from tests.staff.app import code_of, set_up
from tests.visitor import PASSWORD

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""
HALF_A_MINUTE = timedelta(seconds=30)


def sign_in(site, email, password=PASSWORD):
    visitor = site.visitor()
    return visitor, visitor.fill("/staff/sign-in", email=email, password=password)


def step(visitor, code):
    return visitor.fill("/staff/sign-in/code", code=code)


@pytest.fixture
def marketer(site):
    """Somebody with an app; their browser, the app's secret, their recovery codes."""
    visitor = site.staff()
    return visitor, *set_up(visitor)


EMAIL = "marketer@bakery.example"


def test_the_password_alone_opens_nothing_once_there_is_an_app(site, marketer):
    visitor, answer = sign_in(site, EMAIL)
    assert answer.location.startswith("/staff/sign-in/code")
    assert visitor.get("/studio/").status_code == 303
    assert step(visitor, "000000").status_code == 422
    assert visitor.get("/studio/").status_code == 303
    with clock.moved(HALF_A_MINUTE):
        assert step(visitor, code_of(marketer[1])).location == "/studio/"
        assert visitor.get("/studio/").status_code == 200


def test_a_code_that_was_seen_over_a_shoulder_is_worth_nothing(site, marketer):
    with clock.moved(HALF_A_MINUTE):
        code = code_of(marketer[1])
        assert step(sign_in(site, EMAIL)[0], code).status_code == 303
        assert step(sign_in(site, EMAIL)[0], code).status_code == 422


def test_the_code_the_app_was_set_up_with_does_not_sign_in(site, here):
    secret, _codes = set_up(site.staff())
    assert step(sign_in(site, EMAIL)[0], code_of(secret)).status_code == 422


@on_both
def test_of_many_at_once_with_one_code_exactly_one_is_let_in(site, here, marketer):
    account, results, start = accounts.account_with(EMAIL), [], threading.Barrier(6)

    def attempt():
        start.wait()
        with here.opened(), clock.moved(HALF_A_MINUTE):
            try:
                second_factor.use_code(account, code)
                results.append("in")
            except WrongFactor:
                results.append("refused")

    with clock.moved(HALF_A_MINUTE):
        code = code_of(marketer[1])
    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(results) == ["in"] + ["refused"] * 5


def test_each_of_ten_recovery_codes_stands_in_for_the_app_once_however_it_is_typed(site, marketer):
    codes = marketer[2]
    assert len(set(codes)) == 10
    assert step(sign_in(site, EMAIL)[0], codes[0]).status_code == 303
    assert step(sign_in(site, EMAIL)[0], codes[0]).status_code == 422
    assert step(sign_in(site, EMAIL)[0], codes[1].upper().replace("-", " ")).status_code == 303
    assert "8 recovery codes are left" in marketer[0].get("/staff/second-factor").text


@on_both
def test_recovery_codes_and_secrets_are_kept_so_that_nobody_reads_them(marketer):
    assert {row.code_hash[:9] for row in session().query(StaffRecoveryCode)} == {"$argon2id"}
    assert marketer[1].encode() not in one(StaffTotp).secret


def test_codes_are_guessed_ten_times_in_a_known_browser_and_not_more(site, marketer):
    visitor = marketer[0]
    visitor.press("/studio/", "/staff/sign-out")
    visitor.fill("/staff/sign-in", email=EMAIL, password=PASSWORD)
    assert [step(visitor, f"{n:06}").status_code for n in range(11)] == [422] * 10 + [429]


def test_the_second_step_is_open_for_ten_minutes_after_the_first(site, marketer):
    visitor, _answer = sign_in(site, EMAIL)
    with clock.moved(timedelta(minutes=11)):
        assert visitor.get("/staff/sign-in/code").location.startswith("/staff/sign-in")
    assert site.visitor().get("/staff/sign-in/code").status_code == 303


def test_a_link_does_not_lead_around_the_second_factor(site, marketer):
    link = accounts.make_link(accounts.account_with(EMAIL)).removeprefix(site.here.settings.base_url)
    visitor = site.visitor()
    assert visitor.fill(link).location.startswith("/staff/sign-in/code")
    with clock.moved(HALF_A_MINUTE):
        assert step(visitor, code_of(marketer[1])).status_code == 303
        assert visitor.fill("/staff/password", password="another quiet river 7").status_code == 303


@pytest.mark.parametrize(("role", "home"), [(Role.OWNER, "/studio/"), (Role.OFFICER, "/office")])
def test_owner_and_officer_have_a_fortnight_and_then_nothing_but_setting_it_up(site, role, home):
    site.staff(role)
    with clock.moved(timedelta(days=13)):
        visitor, _answer = sign_in(site, f"{role}@bakery.example")
        assert visitor.get(home).status_code == 200
    with clock.moved(timedelta(days=15)):
        visitor, _answer = sign_in(site, f"{role}@bakery.example")
        assert visitor.get(home).location == "/staff/second-factor"
        assert visitor.get("/").status_code == 200
        set_up(visitor)
        assert visitor.get(home).status_code == 200


def test_nobody_else_has_to(site):
    site.staff(Role.VIEWER)
    with clock.moved(timedelta(days=300)):
        assert sign_in(site, "viewer@bakery.example")[0].get("/studio/").status_code == 200


@on_both
def test_an_owner_resets_a_lost_factor_and_it_is_on_the_record(site, marketer):
    owner = site.staff(Role.OWNER)
    account = accounts.account_with(EMAIL)
    owner.press("/admin/team", f"/admin/team/{account}/reset-second-factor")
    assert marketer[0].get("/studio/").status_code == 303
    visitor, answer = sign_in(site, EMAIL)
    assert answer.status_code == 303
    assert visitor.get("/studio/").location == "/staff/second-factor"
    reset = one(AuditEntry, AuditEntry.act == "staff:second-factor-reset")
    assert (reset.actor, reset.subject) == (accounts.account_with("owner@bakery.example"), account)


@on_both
def test_the_command_line_resets_it_too(site, marketer):
    reset_second_factor.callback(EMAIL)
    assert count(StaffTotp) == count(StaffRecoveryCode) == 0


def test_another_app_takes_the_place_of_the_first_only_once_it_is_confirmed(site, marketer):
    visitor, old, _codes = marketer
    visitor.press("/staff/second-factor", "/staff/second-factor/begin")
    with clock.moved(HALF_A_MINUTE):
        assert step(sign_in(site, EMAIL)[0], code_of(old)).status_code == 303
        new, _codes = set_up(visitor)
    with clock.moved(2 * HALF_A_MINUTE):
        assert step(sign_in(site, EMAIL)[0], code_of(old)).status_code == 422
        assert step(sign_in(site, EMAIL)[0], code_of(new)).status_code == 303
        told = [" ".join(one.text.split()) for one in site.mails(EMAIL)]
    [first] = [text for text in told if "An authenticator app was set up" in text]
    [second] = [text for text in told if "Another authenticator app was set up" in text]
    assert "earlier app" in second
    assert "earlier app" not in first


def test_the_only_owner_who_lost_it_is_told_what_to_do_on_the_server_and_nobody_else_is(site, marketer):
    command = "leadgate staff reset-second-factor"
    set_up(site.staff(Role.OWNER))
    lone = sign_in(site, "owner@bakery.example")[0]
    assert command in lone.get("/staff/sign-in/code").text
    assert "The owner can" not in lone.get("/staff/sign-in/code").text
    other = sign_in(site, EMAIL)[0].get("/staff/sign-in/code").text
    assert "The owner can" in other
    assert command not in other
    accounts.add_account("second@bakery.example", Role.OWNER, PASSWORD)
    assert command not in lone.get("/staff/sign-in/code").text


@on_both
def test_an_account_that_is_removed_leaves_no_key_behind(site, marketer):
    account = accounts.account_with(EMAIL)
    assert count(VaultKey, VaultKey.id == account) == 1
    accounts.remove_account(account)
    assert count(VaultKey, VaultKey.id == account) == count(StaffTotp) == 0


def test_each_wrong_code_is_answered_in_words_that_fit_it(site, marketer):
    visitor, _answer = sign_in(site, EMAIL)
    assert "next one of your app" in step(visitor, "000000").text
    refused = step(visitor, "aaaa-bbbb-cccc-dddd").text
    assert "recovery codes" in refused
    assert "next one of your app" not in refused


def test_after_a_reset_nothing_speaks_of_a_moment_that_is_over(site, marketer):
    second_factor.reset(accounts.account_with(EMAIL), by=None)
    page = sign_in(site, EMAIL)[0].get("/staff/second-factor").text
    assert "until you have, nothing else is shown" in page
    assert "Please set it up by" not in page


def test_recovery_codes_can_be_taken_along_as_a_file_that_was_never_stored(site):
    visitor = site.staff()
    set_up(visitor)
    page = visitor.press("/staff/second-factor", "/staff/second-factor/recovery-codes")
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", page.text)
    kept = unquote(re.search(r'href="data:text/plain;charset=utf-8,([^"]+)"', page.text)[1])
    assert kept.splitlines()[-10:] == codes
    assert page.headers["Cache-Control"] == "no-store"


def test_half_a_sign_in_ends_with_the_password_it_was_begun_with(site, marketer):
    visitor, secret, _codes = marketer
    half, _answer = sign_in(site, EMAIL)
    form = forms(half.get("/staff/sign-in/code").text)[0].values
    visitor.fill("/staff/password", current=PASSWORD, password="three loaves and a knife")
    with clock.moved(HALF_A_MINUTE):
        half.post("/staff/sign-in/code", data=form | {"code": code_of(secret)})
        assert half.get("/studio/").status_code == 303
