"""Passkeys: a second factor, or the whole sign-in where they verify whose finger it is; good here, now and once."""

import re
from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor, sessions
from leadgate.staff.models import StaffPasskey, StaffRecoveryCode, StaffSpentChallenge
from tests.browser_form import forms
from tests.facts import count, one
from tests.staff.app import set_up
from tests.staff.authenticator import BACKED_UP, CAN_BE_BACKED_UP, PRESENT, Authenticator, read
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases("staff.actions.passkeys")
EMAIL = "marketer@bakery.example"


def register(visitor, device, name="Phone"):
    options = visitor.get("/staff/passkeys/options").json
    return visitor.press("/staff/second-factor", "/staff/passkeys", name=name, credential=device.create(options))


def options_at_the_door(visitor):
    return visitor.get("/staff/sign-in/passkey/options").json


def send(visitor, credential, page="/staff/sign-in"):
    return visitor.press(page, "/staff/sign-in/passkey", credential=credential)


def sign_in(visitor, device, page="/staff/sign-in"):
    return send(visitor, device.get(options_at_the_door(visitor)), page)


def with_password(site, email=EMAIL):
    visitor = site.visitor()
    assert visitor.fill("/staff/sign-in", email=email, password=PASSWORD).location.startswith("/staff/sign-in/code")
    return visitor


@pytest.fixture
def device():
    return Authenticator()


@pytest.fixture
def marketer(site, device):
    visitor = site.staff()
    register(visitor, device)
    return visitor


def test_the_first_passkey_comes_with_recovery_codes_and_a_second_with_none(site, marketer):
    assert count(StaffRecoveryCode) == 10
    assert register(marketer, Authenticator(), "Key").location == "/staff/second-factor"
    page = marketer.get("/staff/second-factor").text
    assert "Phone" in page
    assert "Key" in page
    assert count(StaffPasskey) == 2


def test_one_that_verifies_is_the_whole_sign_in(site, marketer, device):
    visitor = site.visitor()
    assert sign_in(visitor, device).location == "/studio/"
    assert visitor.get("/studio/").status_code == 200


def test_after_the_password_one_that_only_feels_a_touch_is_enough(site):
    device = Authenticator(flags=PRESENT)
    register(site.staff(), device)
    assert sign_in(site.visitor(), device).status_code == 422
    visitor = with_password(site)
    assert visitor.get("/studio/").status_code == 303
    assert sign_in(visitor, device, "/staff/sign-in/code").location == "/studio/"


def test_the_second_step_leads_with_what_somebody_has(site):
    register(site.staff(), Authenticator(flags=PRESENT))
    page = with_password(site).get("/staff/sign-in/code").text
    assert "Code of your app" not in page
    assert page.index('data-passkey="get"') < page.index("Recovery code")
    again = with_password(site).fill("/staff/sign-in/code", code="aaaa-bbbb-cccc-dddd").text
    assert "Code of your app" not in again
    owner = site.staff(Role.OWNER)
    set_up(owner)
    page = with_password(site, "owner@bakery.example").get("/staff/sign-in/code").text
    assert "Code of your app" in page
    assert "data-passkey" not in page
    register(owner, Authenticator(flags=PRESENT))
    page = with_password(site, "owner@bakery.example").get("/staff/sign-in/code").text
    assert page.index("Code of your app") < page.index('data-passkey="get"')


def test_one_that_never_verified_begins_to_sign_in_alone_only_after_the_password(site):
    device = Authenticator(flags=PRESENT)
    register(site.staff(), device)
    device.flags |= 0x04
    assert sign_in(site.visitor(), device).status_code == 422
    assert sign_in(with_password(site), device, "/staff/sign-in/code").status_code == 303
    assert sign_in(site.visitor(), device).location == "/studio/"


def test_an_answer_is_good_once(site, marketer, device):
    visitor = site.visitor()
    credential = device.get(options_at_the_door(visitor))
    cookie = visitor.client.get_cookie("leadgate-staff")
    assert send(visitor, credential).status_code == 303
    again = site.visitor()
    again.get("/staff/sign-in")
    again.client.set_cookie("leadgate-staff", cookie.value, domain="localhost")
    form = next(one for one in forms(again.get("/staff/sign-in").text) if one.action == "/staff/sign-in/passkey")
    replayed = again.post(form.action, data=form.values | {"credential": credential})
    assert replayed.status_code == 422
    assert "not accepted" in replayed.text
    assert count(AuditEntry, AuditEntry.act == "staff:passkey-refused") == 1


def test_an_answer_counts_in_the_browser_that_asked_and_no_other(site, marketer, device):
    credential = device.get(options_at_the_door(site.visitor()))
    other = site.visitor()
    options_at_the_door(other)
    assert send(other, credential).status_code == 422


def test_an_answer_that_failed_cannot_be_mended_under_the_same_challenge(site, marketer, device):
    visitor = site.visitor()
    options = options_at_the_door(visitor)
    cookie = visitor.client.get_cookie("leadgate-staff")
    assert send(visitor, "{}").status_code == 422
    visitor.client.set_cookie("leadgate-staff", cookie.value, domain="localhost")
    assert send(visitor, device.get(options)).status_code == 422


def test_a_challenge_is_open_for_five_minutes(site, marketer, device):
    visitor = site.visitor()
    options = options_at_the_door(visitor)
    with clock.moved(timedelta(minutes=6)):
        assert send(visitor, device.get(options)).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://bakery.example.evil"},
        {"origin": "https://localhost"},
        {"origin": "http://localhost:8001"},
        {"rp_id": "evil.example"},
        {"flags": 0x04},
        {"flags": PRESENT},
        {"flags": PRESENT | 0x04 | CAN_BE_BACKED_UP},
        {"flags": PRESENT | 0x04 | BACKED_UP},
        {"count": 0},
        {"handle": b""},
        {"handle": b"0" * 16},
        {"key": Authenticator().key},
        {"credential_id": b"nobody's"},
    ],
    ids=lambda change: "-".join(map(str, change)) if isinstance(change, dict) else None,
)
def test_whatever_is_not_this_passkey_on_this_site_is_refused(site, marketer, device, change):
    """Another origin, another site, nobody there, unverified, another kind of key, a copy, nobody's, another's."""
    for name, value in change.items():
        setattr(device, name, value)
    visitor = site.visitor()
    assert sign_in(visitor, device).status_code == 422
    assert visitor.get("/studio/").status_code == 303


@pytest.mark.parametrize("change", [{"origin": "https://evil.example"}, {"rp_id": "evil.example"}, {"flags": 0x04}])
def test_a_passkey_made_for_another_site_or_by_nobody_is_not_registered(site, change):
    visitor = site.staff()
    assert register(visitor, Authenticator(**change)).status_code == 422
    assert count(StaffPasskey) == 0


@pytest.mark.parametrize("sent", ["", "{}", "[]", "nonsense", '{"id": 7}', "null"])
def test_nonsense_is_refused_with_a_sentence(site, marketer, sent):
    visitor = site.visitor()
    options_at_the_door(visitor)
    assert send(visitor, sent).status_code == 422
    marketer.get("/staff/passkeys/options")
    answer = marketer.press("/staff/second-factor", "/staff/passkeys", name="x", credential=sent)
    assert answer.status_code == 422


def test_a_device_that_does_not_count_and_says_so_may_go_on(site):
    device = Authenticator(counts=False)
    register(site.staff(), device)
    assert sign_in(site.visitor(), device).status_code == 303
    assert sign_in(site.visitor(), device).status_code == 303


def test_what_it_says_of_its_backup_is_kept_as_it_was_said_last(site):
    device = Authenticator(flags=PRESENT | 0x04 | CAN_BE_BACKED_UP)
    visitor = site.staff()
    register(visitor, device)
    assert "on one device only" in visitor.get("/staff/second-factor").text
    device.flags |= BACKED_UP
    assert sign_in(site.visitor(), device).status_code == 303
    assert "also kept with its maker" in visitor.get("/staff/second-factor").text


def test_the_passkey_of_somebody_else_is_no_second_factor(site, marketer):
    other = Authenticator()
    register(site.staff(Role.VIEWER), other)
    assert sign_in(with_password(site), other, "/staff/sign-in/code").status_code == 422


def test_no_passkey_is_registered_twice_by_whomever(site, marketer, device):
    assert register(marketer, device).status_code == 409
    known = marketer.get("/staff/passkeys/options").json["excludeCredentials"]
    assert [read(each["id"]) for each in known] == [device.credential_id]
    assert register(site.staff(Role.VIEWER), device).status_code == 409


def test_the_options_say_this_site_and_nothing_of_who_has_an_account(site, marketer):
    options = options_at_the_door(site.visitor())
    assert (options["rpId"], options["userVerification"]) == ("localhost", "required")
    assert options["allowCredentials"] == []
    assert len(read(options["challenge"])) > 32


def test_it_shows_who_sits_there_and_what_was_typed_goes_through(site, device):
    officer = site.staff(Role.OFFICER)
    register(officer, device)
    with clock.moved(timedelta(minutes=11)):
        path = "/office/retention/download/history"
        asked = officer.fill(path, days="100", reason="as agreed")
        waiting = next(one for one in forms(asked.text) if "proof-credential" in one.names)
        assert waiting.values["days"] == ["100"]
        credential = device.get(officer.get("/staff/prove/passkey/options").json)
        assert officer.post(path, data=waiting.values | {"proof-credential": credential}).status_code == 303


def test_a_removed_passkey_opens_nothing_and_takes_the_codes_along_when_it_was_the_last(site, marketer, device):
    marketer.press("/staff/second-factor", f"/staff/passkeys/{one(StaffPasskey).id}/remove")
    assert sign_in(site.visitor(), device).status_code == 422
    assert count(StaffRecoveryCode) == 0
    assert site.visitor().fill("/staff/sign-in", email=EMAIL, password=PASSWORD).location == "/studio/"


def test_a_passkey_that_is_gone_already_is_not_said_to_be_removed_now(marketer, device):
    button = f"/staff/passkeys/{one(StaffPasskey).id}/remove"
    form = next(one for one in forms(marketer.get("/staff/second-factor").text) if one.action == button)
    said = []
    for _press in range(2):
        marketer.post(button, data=form.values)
        said.append(marketer.get("/staff/second-factor").text)
    assert "The passkey is removed." in said[0]
    assert "The passkey is removed." not in said[1]
    assert "That passkey was gone already. Nothing changed." in said[1]


def test_nobody_removes_a_passkey_of_somebody_else(site, marketer):
    other = site.staff(Role.VIEWER)
    register(other, Authenticator())
    mine = one(StaffPasskey, StaffPasskey.name == "Phone", StaffPasskey.account_id == accounts.account_with(EMAIL)).id
    form = next(one for one in forms(other.get("/staff/second-factor").text) if one.action.endswith("/remove"))
    other.post(f"/staff/passkeys/{mine}/remove", data=form.values)
    assert count(StaffPasskey) == 2


def test_whoever_lost_the_last_one_comes_in_by_a_recovery_code(site, device):
    visitor = site.staff()
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", register(visitor, device).text)
    assert with_password(site).fill("/staff/sign-in/code", code=codes[0]).location == "/studio/"


def test_a_reset_takes_passkeys_too(marketer):
    second_factor.reset(accounts.account_with(EMAIL), by=None)
    assert count(StaffPasskey) == 0


def test_challenges_that_were_answered_are_forgotten_when_their_time_is_over(site, marketer):
    assert count(StaffSpentChallenge) == 1
    with clock.moved(timedelta(minutes=6)):
        sessions.end_old()
    assert count(StaffSpentChallenge) == 0


@pytest.mark.environment(LEADGATE_BASE_URL="http://192.0.2.7:8000")
def test_where_no_browser_would_make_one_none_is_offered_and_the_reason_is_said(site):
    page = site.staff().get("/staff/second-factor").text
    assert "Add a passkey" not in page
    assert "No passkey can be added here" in page
    assert "with a passkey" not in site.visitor().get("/staff/sign-in").text
