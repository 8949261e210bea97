"""Signing in through a provider of OpenID Connect: its word counts when every part of it holds, and for nobody else."""

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

import config
from leadgate.foundation import clock
from leadgate.foundation.openid import relying
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import OpenIdProvider
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffAccount, StaffIdentity, StaffSession
from tests.astray import BASE_URL
from tests.browser_form import forms
from tests.facts import count, one
from tests.services import answers, free_port, until
from tests.staff.authenticator import Authenticator
from tests.staff.provider import CLIENT, SECRET, at_work
from tests.visitor import PASSWORD

ADA = "ada@bakery.example"
on_both = pytest.mark.both_databases
ROLES = (("bosses", "owner"), ("bakers", "marketer"))


@pytest.fixture
def provider():
    with at_work() as provider:
        yield provider


def believing(here, issuer, roles=()):
    said = OpenIdProvider(issuer, CLIENT, SECRET, "The Guild", "groups" if roles else None, roles)
    here.given = replace(here.given, openid=said)
    relying._known.clear()


@pytest.fixture
def guild(here, provider):
    """A provider this site believes, without a map of roles."""
    believing(here, provider.issuer)
    return provider


@pytest.fixture
def mapped(here, provider):
    """One whose claim `groups` says what people are trusted with."""
    believing(here, provider.issuer, ROLES)
    return provider


def return_to(visitor, back):
    return visitor.fill(f"/staff/openid/return?{urlencode(back)}")


def sign_in(visitor, provider, path="/staff/openid/sign-in"):
    return return_to(visitor, provider.asked(visitor.get(path).location))


def invited(role=Role.MARKETER):
    return accounts.add_account(ADA, role)


@on_both
def test_an_invited_address_is_connected_at_the_first_time_and_known_by_its_subject_afterwards(site, guild):
    account = invited()
    assert sign_in(site.visitor(), guild).location == "/studio/"
    kept = one(StaffIdentity)
    assert (kept.account_id, kept.issuer, kept.subject) == (account, guild.issuer, "ada-1")
    guild.claims = {"email": "married@bakery.example", "email_verified": False}
    visitor = site.visitor()
    assert sign_in(visitor, guild).location == "/studio/"
    assert visitor.get("/studio/").status_code == 200
    assert count(StaffIdentity) == 1


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_the_door_offers_it_by_its_name_and_leads_on_to_where_one_wanted(site, guild):
    invited()
    visitor = site.visitor()
    assert "Sign in with The Guild" in visitor.get("/staff/sign-in").text
    over_there = visitor.get("/staff/openid/sign-in").location
    assert urlencode({"redirect_uri": f"{BASE_URL}/staff/openid/return"}) in over_there
    assert sign_in(visitor, guild, "/staff/openid/sign-in?next=/leads/studio/mail").location == "/leads/studio/mail"
    assert sign_in(site.visitor(), guild, "/staff/openid/sign-in?next=//evil.example").location == "/leads/studio/"


def test_coming_back_does_nothing_before_a_press_on_our_page(site, guild):
    invited()
    visitor = site.visitor()
    back = guild.asked(visitor.get("/staff/openid/sign-in").location)
    visitor.get(f"/staff/openid/return?{urlencode(back)}")
    assert count(StaffSession) == 0


LIES = {
    "another issuer": {"claims": {"iss": "https://other.example"}},
    "another site's token": {"claims": {"aud": "another-site"}},
    "a token for others, too": {"claims": {"aud": [CLIENT, "another-site"], "azp": CLIENT}},
    "issued to another party": {"claims": {"azp": "another-site"}},
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"left_out": {"nonce"}},
    "over": {"claims": {"exp": 1_700_000_000}},
    "no end": {"left_out": {"exp"}},
    "no beginning": {"left_out": {"iat"}},
    "of tomorrow": {"claims": {"iat": int(time.time()) + 86_400}},
    "nobody": {"left_out": {"sub"}},
    "no text for a subject": {"claims": {"sub": ["ada-1"]}},
    "alg none": {"algorithm": "none"},
    "the public key as a secret": {"algorithm": "HS256"},
    "signed by a stranger": {"is_forged": True},
    "for another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_does_not_hold_in_every_part_opens_nothing(site, guild, lie):
    invited()
    for name, value in lie.items():
        setattr(guild, name, value)
    visitor = site.visitor()
    answer = sign_in(visitor, guild)
    assert answer.status_code == 422
    assert "does not hold" in answer.text
    assert count(StaffSession) == count(StaffIdentity) == 0


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1])
def test_an_address_that_is_not_verified_connects_nothing(site, guild, verified):
    invited()
    guild.claims = {"email_verified": verified}
    assert sign_in(site.visitor(), guild).status_code == 403
    assert count(StaffIdentity) == 0


@on_both
def test_an_address_opens_no_account_that_is_somebodys_already(site, guild):
    accounts.add_account(ADA, Role.OWNER, PASSWORD)
    answer = sign_in(site.visitor(), guild)
    assert answer.status_code == 403
    assert "connect the two" in answer.text


@on_both
def test_nor_does_it_open_one_that_another_subject_has_entered(site, guild):
    invited()
    sign_in(site.visitor(), guild)
    guild.claims = {"sub": "heir-of-the-address"}
    assert sign_in(site.visitor(), guild).status_code == 403


@pytest.mark.parametrize(
    "change", [{"state": "another"}, {"state": ""}, {"iss": "https://other.example"}, {"code": "x"}]
)
def test_an_answer_to_another_question_opens_nothing(site, guild, change):
    invited()
    visitor = site.visitor()
    back = guild.asked(visitor.get("/staff/openid/sign-in").location)
    assert return_to(visitor, back | change).status_code in (422, 502)
    assert count(StaffSession) == 0


def test_an_answer_counts_in_the_browser_that_asked_once_and_within_ten_minutes(site, guild):
    invited()
    visitor, other = site.visitor(), site.visitor()
    back = guild.asked(visitor.get("/staff/openid/sign-in").location)
    assert return_to(other, back).status_code == 422
    assert return_to(visitor, back).status_code == 303
    assert return_to(visitor, back).status_code == 422
    late = site.visitor()
    back = guild.asked(late.get("/staff/openid/sign-in").location)
    with clock.moved(timedelta(minutes=11)):
        assert return_to(late, back).status_code == 422


def test_a_provider_that_promises_its_name_in_the_answer_has_to_say_it(site, guild):
    invited()
    guild.metadata = {"authorization_response_iss_parameter_supported": True}
    visitor = site.visitor()
    back = guild.asked(visitor.get("/staff/openid/sign-in").location)
    del back["iss"]
    assert return_to(visitor, back).status_code == 422


@pytest.mark.parametrize(
    "metadata", [{"issuer": "https://other.example"}, {"jwks_uri": None}, {"authorization_endpoint": "javascript:1"}]
)
def test_metadata_that_is_somebody_elses_or_none_is_not_followed(site, guild, metadata):
    guild.metadata = metadata
    assert site.visitor().get("/staff/openid/sign-in").status_code == 502


def test_a_provider_that_is_away_is_said_to_be(site, here):
    believing(here, f"http://localhost:{free_port()}")
    answer = site.visitor().get("/staff/openid/sign-in")
    assert answer.status_code == 502
    assert "another way" in answer.text


def test_one_that_failed_is_left_alone_for_ten_seconds_and_asked_again_then(site, guild):
    guild.metadata = {"issuer": "https://other.example"}
    assert site.visitor().get("/staff/openid/sign-in").status_code == 502
    guild.metadata = {}
    assert site.visitor().get("/staff/openid/sign-in").status_code == 502
    with clock.moved(timedelta(seconds=11)):
        assert site.visitor().get("/staff/openid/sign-in").status_code == 303


def test_what_was_called_off_over_there_leads_back_to_the_door(site, guild):
    page = site.visitor().get("/staff/openid/return?error=access_denied&state=x").text
    assert "called off" in page
    assert 'href="/staff/sign-in"' in page


@on_both
def test_a_role_of_the_map_makes_an_account_and_follows_the_claim(site, mapped):
    mapped.claims = {"groups": ["all", "bakers"]}
    sign_in(site.visitor(), mapped)
    assert one(StaffAccount).role == Role.MARKETER
    mapped.claims = {"groups": ["bakers", "bosses"]}
    sign_in(site.visitor(), mapped)
    assert one(StaffAccount).role == Role.OWNER


@on_both
def test_without_a_role_of_the_map_nobody_gets_in_and_open_sessions_end(site, mapped):
    mapped.claims = {"groups": "bakers"}
    visitor = site.visitor()
    sign_in(visitor, mapped)
    mapped.claims = {"groups": ["all"]}
    assert sign_in(site.visitor(), mapped).status_code == 403
    assert visitor.get("/studio/").status_code == 303
    mapped.claims = {"sub": "somebody"}
    assert sign_in(site.visitor(), mapped).status_code == 403


@on_both
def test_a_local_owner_gets_in_whatever_the_provider_says_or_whether_it_is_there(site, here, mapped):
    mapped.claims = {"sub": "boss-1", "email": "owner@bakery.example", "groups": []}
    owner = site.staff(Role.OWNER)
    sign_in(owner, mapped, "/staff/openid/connect")
    assert sign_in(site.visitor(), mapped).location == "/studio/"
    assert one(StaffAccount).role == Role.OWNER
    believing(here, f"http://localhost:{free_port()}")
    answer = site.visitor().fill("/staff/sign-in", email="owner@bakery.example", password=PASSWORD)
    assert answer.location == "/studio/"


@on_both
def test_the_map_takes_nobody_away_who_is_the_last_owner(site, mapped):
    mapped.claims = {"groups": "bosses"}
    owner = site.visitor()
    sign_in(owner, mapped)
    first = one(StaffAccount).id
    mapped.claims = {"groups": "bakers"}
    assert sign_in(site.visitor(), mapped).status_code == 303
    assert role_of(first) == Role.OWNER
    assert "whatever role The Guild says" in owner.get("/admin/team").text
    accounts.add_account("owner@bakery.example", Role.OWNER, PASSWORD)
    sign_in(site.visitor(), mapped)
    assert role_of(first) == Role.MARKETER


def role_of(account):
    return one(StaffAccount, StaffAccount.id == account).role


@on_both
def test_signing_out_ends_the_session_here_first_and_then_leads_over_there(site, guild):
    guild.metadata = {"end_session_endpoint": f"{guild.issuer}/end?realm=bakers"}
    invited()
    visitor = site.visitor()
    sign_in(visitor, guild)
    left = visitor.post("/staff/sign-out", data={})
    assert left.location == "/staff/openid/signed-out"
    assert count(StaffSession) == 0
    away = re.search(r'href="([^"]*/end[^"]*)"', visitor.get(left.location).text)[1].replace("&amp;", "&")
    asked = parse_qs(urlsplit(away).query)
    assert asked == {
        "realm": ["bakers"],
        "client_id": [CLIENT],
        "post_logout_redirect_uri": ["http://localhost/staff/sign-in"],
    }


@pytest.mark.parametrize("metadata", [{}, {"end_session_endpoint": "javascript:alert(1)"}])
def test_where_there_is_nothing_to_end_over_there_signing_out_leads_to_the_door(site, guild, metadata):
    invited()
    visitor = site.visitor()
    sign_in(visitor, guild)
    guild.metadata = metadata
    relying._known.clear()
    assert visitor.get(visitor.post("/staff/sign-out", data={}).location).location == "/staff/sign-in"


def test_who_signed_in_with_a_password_is_not_led_over_there(site, guild):
    guild.metadata = {"end_session_endpoint": f"{guild.issuer}/end"}
    assert site.staff().post("/staff/sign-out", data={}).location == "/staff/sign-in"


@on_both
def test_whoever_is_signed_in_connects_their_account_and_nobody_else_has_that_identity(site, guild):
    visitor = site.staff()
    assert sign_in(visitor, guild, "/staff/openid/connect").location == "/staff/password"
    assert "is connected" in visitor.get("/staff/password").text
    assert sign_in(site.visitor(), guild).location == "/studio/"
    assert sign_in(site.staff(Role.VIEWER), guild, "/staff/openid/connect").status_code == 409
    guild.claims = {"sub": "ada-2"}
    assert sign_in(visitor, guild, "/staff/openid/connect").status_code == 409


def test_connecting_takes_somebody_who_is_signed_in_and_has_shown_it(site, guild):
    assert "/staff/sign-in" in site.visitor().get("/staff/openid/connect").location
    visitor = site.staff()
    with clock.moved(timedelta(minutes=11)):
        assert visitor.get("/staff/openid/connect").location.startswith("/staff/prove")


@on_both
def test_whoever_signs_in_elsewhere_has_no_password_and_no_passkey_that_is_enough(site, guild):
    invited()
    visitor, device = site.visitor(), Authenticator()
    sign_in(visitor, guild)
    refused = visitor.fill("/staff/password", password="another quiet river 7")
    assert refused.status_code == 422
    assert "through another site" in refused.text
    options = visitor.get("/staff/passkeys/options").json
    visitor.press("/staff/second-factor", "/staff/passkeys", name="x", credential=device.create(options))
    stranger = site.visitor()
    credential = device.get(stranger.get("/staff/sign-in/passkey/options").json)
    assert stranger.press("/staff/sign-in", "/staff/sign-in/passkey", credential=credential).status_code == 422
    half = site.visitor()
    assert sign_in(half, guild).location.startswith("/staff/sign-in/code")
    credential = device.get(half.get("/staff/sign-in/passkey/options").json)
    assert half.press("/staff/sign-in/code", "/staff/sign-in/passkey", credential=credential).location == "/studio/"


def waits(visitor):
    asked = visitor.fill("/office/retention/download/history", days="100", reason="as agreed")
    return next(each for each in forms(asked.text) if "proof-proof" in each.names)


@on_both
def test_a_fresh_sign_in_over_there_shows_who_sits_here_while_what_was_typed_waits(site, guild):
    invited(Role.OFFICER)
    visitor = site.visitor()
    sign_in(visitor, guild)
    with clock.moved(timedelta(minutes=11)):
        guild.claims = {"auth_time": int(clock.now().timestamp()), "exp": int(clock.now().timestamp()) + 300}
        waiting = waits(visitor)
        away = visitor.get("/staff/openid/prove").location
        assert "prompt=login" in away
        assert "max_age=0" in away
        assert "It is you" in return_to(visitor, guild.asked(away)).text
        assert visitor.post("/office/retention/download/history", data=waiting.values).status_code == 303


@pytest.mark.parametrize("claims", [{"auth_time": 1_700_000_000}, {"sub": "somebody-else"}])
def test_an_old_sign_in_or_that_of_somebody_else_shows_nothing(site, guild, claims):
    invited(Role.OFFICER)
    visitor = site.visitor()
    sign_in(visitor, guild)
    guild.claims = claims
    assert sign_in(visitor, guild, "/staff/openid/prove").status_code == 422
    with clock.moved(timedelta(minutes=11)):
        assert waits(visitor)


def test_a_provider_that_others_wrote_signs_somebody_in(site, here, tmp_path):
    """`oidc-provider-mock` as a process of its own, on the one way from our button to our studio."""
    port, user = free_port(), "guild-member"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
    ]
    with (
        (tmp_path / "provider.log").open("wb") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
        ) as running,
    ):
        try:
            until(lambda: answers(port))
            invited()
            believing(here, f"http://127.0.0.1:{port}")
            told = f'{{"email": "{ADA}", "email_verified": true}}'
            assert ask(port, "PUT", f"/users/{user}", told, "application/json")[0] == 204
            visitor = site.visitor()
            away = urlsplit(visitor.get("/staff/openid/sign-in").location)
            _, agreed = ask(
                port, "POST", f"{away.path}?{away.query}", f"sub={user}", "application/x-www-form-urlencoded"
            )
            back = re.search(r"/staff/openid/return\?\S+", agreed)[0]
            assert visitor.fill(back).location == "/studio/"
            assert one(StaffIdentity).subject == user
        finally:
            running.terminate()


def ask(port, method, path, body, kind):
    """The status and the address of what a server on this machine answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, {"Content-Type": kind})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


COMPLETE = {
    "LEADGATE_SECRET_KEY": "s" * 32,
    "LEADGATE_MASTER_KEY": "m" * 32,
    "LEADGATE_OIDC_ISSUER": "https://id.example",
    "LEADGATE_OIDC_CLIENT_ID": "x",
    "LEADGATE_OIDC_CLIENT_SECRET": "y",
}


@pytest.mark.parametrize("wrong", [
    {"LEADGATE_OIDC_ISSUER": "http://id.example"}, {"LEADGATE_OIDC_ISSUER": "https://id.example?x=1"},
    {"LEADGATE_OIDC_CLIENT_ID": ""}, {"LEADGATE_OIDC_CLIENT_SECRET": ""}, {"LEADGATE_OIDC_ROLE_CLAIM": "groups"},
    {"LEADGATE_OIDC_ROLES": "bosses=owner"}, {"LEADGATE_OIDC_ROLE_CLAIM": "x", "LEADGATE_OIDC_ROLES": "bosses=king"},
])  # fmt: skip
def test_settings_that_cannot_work_stop_the_start_by_name(tmp_path, wrong):
    with pytest.raises(config.WrongSetting, match="LEADGATE_OIDC_"):
        config.load({**COMPLETE, **wrong, "LEADGATE_DATA_DIR": str(tmp_path)}, tmp_path / "no.env")


def test_roles_are_read_in_their_order_and_values_may_hold_any_sign_but_a_comma(tmp_path):
    given = {"LEADGATE_OIDC_ROLE_CLAIM": "groups", "LEADGATE_OIDC_ROLES": "cn=bosses=owner, all bakers=viewer"}
    read = config.load({**COMPLETE, **given, "LEADGATE_DATA_DIR": str(tmp_path)}, tmp_path / "no.env").openid
    assert read.roles == (("cn=bosses", "owner"), ("all bakers", "viewer"))
    assert read.client_secret not in repr(read)
