"""The staff's door: passwords that hold, guessing that does not, sessions that end."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.installation import Installation
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.errors import AccountTaken, UnknownAccount, WrongSignIn
from leadgate.staff.models import StaffAccount, StaffSession
from leadgate.staff.types import Arrival
from tests.conftest import HOUSE
from tests.facts import count, one
from tests.visitor import PASSWORD

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

OWNER = "owner@bakery.example"


def sign_in(visitor, password=PASSWORD, email=OWNER, path="/staff/sign-in"):
    return visitor.fill(path, email=email, password=password)


@pytest.fixture
def owner(here):
    return accounts.add_account(OWNER, Role.OWNER, PASSWORD)


def test_the_right_password_opens_the_studio(site, owner):
    visitor = site.visitor()
    assert visitor.get("/studio/").location.startswith("/staff/sign-in?next=")
    assert sign_in(visitor).location == "/studio/"
    assert visitor.get("/studio/").status_code == 200


def test_the_language_asked_for_at_the_door_stays_when_the_form_is_sent(site, owner):
    refused = sign_in(site.visitor(), "not the password", path="/staff/sign-in?lang=zh-Hant&next=/studio/team")
    assert '<html lang="zh-Hant"' in refused.text
    let_in = sign_in(site.visitor(), path="/staff/sign-in?lang=zh-Hant")
    assert let_in.location == "/studio/?lang=zh-Hant"


@on_both
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(site, owner):
    wrong = sign_in(site.visitor(), "not the password")
    unknown = sign_in(site.visitor(), "not the password", "nobody@bakery.example")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.text
    pages = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (wrong, unknown)]
    assert pages[0] == pages[1]
    assert "not the password" not in wrong.text
    assert count(AuditEntry, AuditEntry.act == "staff:sign-in-refused") == 2


def test_ten_guesses_are_the_end_for_a_quarter_of_an_hour(site, owner):
    statuses = [sign_in(site.visitor(), f"guess number {number}").status_code for number in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    assert sign_in(site.visitor()).status_code == 429
    with clock.moved(timedelta(minutes=15)):
        assert sign_in(site.visitor()).status_code == 303


def test_a_password_is_kept_as_argon2id(owner):
    assert one(StaffAccount).password_hash.startswith("$argon2id$")


def test_outside_of_tests_a_password_costs_what_the_standard_recommends(here):
    here.passwords = Installation.built_from(here.settings, HOUSE).passwords
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    assert "$m=65536,t=3,p=4$" in one(StaffAccount).password_hash  # RFC 9106, section 4
    sessions.sign_in(OWNER, PASSWORD, Arrival("192.0.2.0/24"))
    with pytest.raises(WrongSignIn):
        sessions.sign_in(OWNER, "not the password", Arrival("192.0.2.0/24"))


@on_both
def test_one_account_per_address(owner):
    with pytest.raises(AccountTaken):
        accounts.add_account(OWNER.upper(), Role.VIEWER)


def test_a_one_time_link_signs_in_once_and_looking_does_not_use_it_up(site, here):
    link = accounts.make_link(accounts.add_account(OWNER, Role.OWNER)).removeprefix("http://localhost")
    for _ in range(3):
        assert site.visitor().get(link).status_code == 200
    visitor = site.visitor()
    assert visitor.fill(link).location == "/studio/"
    used = site.visitor().get(link)
    assert used.status_code == 410
    assert "used already" in used.text
    assert "<form" not in used.text.split("<main")[1].split("</main")[0]
    assert visitor.fill("/staff/password", password=PASSWORD).status_code == 303
    assert visitor.get("/studio/").status_code == 200
    assert sign_in(site.visitor()).status_code == 303


def test_a_link_of_yesterday_is_over(site, here):
    link = accounts.make_link(accounts.add_account(OWNER, Role.OWNER)).removeprefix("http://localhost")
    with clock.moved(timedelta(hours=25)):
        assert site.visitor().get(link).status_code == 410


def test_what_is_wrong_is_said_once(site, owner):
    visitor = site.visitor()
    assert sign_in(visitor, "not the password").text.count('role="alert"') == 2, "one is the hidden one of passkeys"


@on_both
def test_a_session_ends_after_half_an_hour_of_nothing_and_after_twelve_of_anything(site, owner):
    visitor = site.visitor()
    sign_in(visitor)
    with clock.moved(timedelta(minutes=31)):
        assert visitor.get("/studio/").status_code == 303
    visitor = site.visitor()
    sign_in(visitor)
    for minutes in range(20, 12 * 60, 20):
        with clock.moved(timedelta(minutes=minutes)):
            assert visitor.get("/studio/").status_code == 200
    with clock.moved(timedelta(hours=12, seconds=1)):
        assert visitor.get("/studio/").status_code == 303


@on_both
def test_signing_out_ends_it_on_the_server(site, owner):
    visitor = site.visitor()
    sign_in(visitor)
    stolen = visitor.client.get_cookie("leadgate-staff").value
    visitor.press("/studio/", "/staff/sign-out")
    thief = site.visitor()
    thief.client.set_cookie("leadgate-staff", stolen)
    assert thief.get("/studio/").status_code == 303
    assert count(StaffSession) == 0


def test_a_new_password_ends_every_other_session(site, owner):
    here, elsewhere = site.visitor(), site.visitor()
    sign_in(here)
    sign_in(elsewhere)
    here.fill("/staff/password", password="another quiet river 7", current=PASSWORD)
    assert here.get("/studio/").status_code == 200
    assert elsewhere.get("/studio/").status_code == 303


@pytest.mark.parametrize("onward", ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nX: y", "evil"])
def test_signing_in_leads_to_this_site_and_no_other(site, owner, onward):
    answer = sign_in(site.visitor(), path=f"/staff/sign-in?next={quote(onward)}")
    assert answer.location == "/studio/"


def test_a_form_without_its_token_changes_nothing(site, owner):
    visitor = site.visitor()
    sign_in(visitor)
    answer = visitor.post("/staff/password", data={"password": "another quiet river 7"})
    assert answer.status_code == 422
    assert sign_in(site.visitor()).status_code == 303


def test_old_sessions_and_links_are_forgotten(site, owner):
    sign_in(site.visitor())
    accounts.make_link(owner)
    with clock.moved(timedelta(days=2)):
        sessions.end_old()
        assert count(StaffSession) == 0


@on_both
def test_a_lost_password_is_replaced_through_a_new_link(site):
    account = accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    assert accounts.account_with(f" {OWNER.upper()} ") == account
    visitor = site.visitor()
    link = accounts.make_link(account).removeprefix(site.here.settings.base_url)
    assert visitor.fill(link).status_code == 303
    with pytest.raises(UnknownAccount):
        accounts.account_with("nobody@bakery.example")


@on_both
@pytest.mark.parametrize(
    ("path", "pressed_on", "comes_to"),
    [
        ("/staff/sessions/end-others", "/staff/sessions?lang=en", "/staff/sessions?lang=en"),
        ("/staff/sessions/end-others", "", "/studio/"),
        ("/studio/groups/new", "/studio/", "/studio/groups/new"),
        ("/staff/sign-out", "/staff/sessions", "/studio/"),
    ],
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(site, owner, path, pressed_on, comes_to):
    visitor = site.visitor()
    sign_in(visitor)
    with clock.moved(timedelta(hours=13)):
        referrer = f"http://localhost{pressed_on}" if pressed_on else ""
        door = visitor.client.post(path, headers={"Referer": referrer}).location
        opened = sign_in(visitor, path=door)
        assert opened.location == comes_to
        page = visitor.get(opened.location)
    assert page.status_code == 200
    assert ("so nothing was done. Was it you" in page.text) is (path != "/staff/sign-out")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/studio/", "nonsense", "http://localhost/nothing/there"])
def test_no_other_site_says_where_signing_in_leads(site, owner, elsewhere):
    visitor = site.visitor()
    answer = visitor.client.post("/staff/sessions/end-others", headers={"Referer": elsewhere})
    assert answer.location == "/staff/sign-in"


@pytest.mark.parametrize("onward", ["/staff/sign-out", "/staff/sessions/end-others?lang=en", "/nothing/there"])
def test_signing_in_leads_to_pages_that_can_be_opened(site, owner, onward):
    assert sign_in(site.visitor(), path=f"/staff/sign-in?next={quote(onward)}").location == "/studio/"
