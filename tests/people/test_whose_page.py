"""A page acts for its reader alone, not for whoever signs in beside it later; what was typed on it stays."""

import html
import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.privacy.register import export_of
from leadgate.foundation.web.cookies import cookie_name, cookie_path
from leadgate.people.browser import COOKIE
from tests.browser_form import forms
from tests.cast import ADA, NOOR
from tests.facts import count
from tests.groups.conftest import group, mina
from tests.groups.scenes import begin, let_in, person
from tests.surveys.scenes import published, small
from tests.visitor import Visitor

__all__ = ["group", "mina"]
TALK = "a talk"
PAGES = [
    ("/me/delete", "/me/delete", {}),
    ("/me", "/me/consent", {"purpose": "newsletter"}),
    ("/me/address", "/me/address", {"email": "ada.new@person.example"}),
    ("/me/export", "/me/export", {"send": "1"}),
    ("/g/bakers/leave", "/g/bakers/leave", {"posts": "remove"}),
    ("/g/bakers/mails", "/g/bakers/mails", {"pace": "never"}),
    ("/g/bakers/talks", "/g/bakers/talks", {"title": "Mine", "body": "A secret of Ada"}),
    (TALK, TALK, {"body": "A secret of Ada"}),
    ("/s/why", "/s/why", {"q.why": "A secret of Ada", "agree": "y"}),
]


@pytest.fixture
def talk(site, group):
    """Something Ada says in a group that Noor belongs to as well."""
    site.purpose()
    published(small())
    for address, name in ((ADA, "Ada"), (NOOR, "Noor")):
        let_in(site, group.id, address, name)
    return begin(site.signed_in(ADA))


def form_of(visitor: Visitor, path: str, action: str, fields: dict[str, str]) -> dict[str, object]:
    """What a form of a page sends, filled in."""
    found = [one for one in forms(visitor.get(path).text) if (one.action or path).partition("#")[0] == action]
    form = next(one for one in found if fields.keys() <= one.names)
    return form.values | fields


def signs_in(visitor: Visitor, site, email: str) -> None:
    site.visitor().fill("/me/sign-in", email=email)
    assert visitor.fill(site.mail(email).link("me/sign-in")).status_code == 303


def known_of(email: str) -> object:
    return export_of(person(email))


@pytest.mark.parametrize(("path", "action", "fields"), PAGES)
def test_a_page_of_somebody_else_does_nothing_in_the_name_of_who_signed_in_beside_it(site, talk, path, action, fields):
    """Noor was erased by the page on which Ada had wanted to be."""
    path, action = (talk if one == TALK else one for one in (path, action))
    browser = site.signed_in(ADA)
    form = form_of(browser, path, action, fields)
    signs_in(browser, site, NOOR)
    before = known_of(NOOR), known_of(ADA)
    refused = browser._send("POST", action, data=form)
    assert refused.status_code == 409
    assert NOOR in refused.text
    assert (known_of(NOOR), known_of(ADA)) == before
    assert count(Erasure) == 0


@pytest.mark.parametrize(("path", "action", "fields"), PAGES[2:3] + PAGES[6:8])
def test_what_was_typed_before_the_session_ended_is_sent_after_signing_in_again(site, talk, path, action, fields):
    path, action = (talk if one == TALK else one for one in (path, action))
    browser = site.signed_in(ADA)
    form = form_of(browser, path, action, fields)
    browser.post("/me/sign-out")
    signed_out = browser._send("POST", action, data=form)
    assert signed_out.status_code == 403
    assert "you are signed out by now" in signed_out.text
    signs_in(browser, site, ADA)
    kept = next(one for one in forms(signed_out.text) if fields.keys() <= one.names)
    asked = browser._send("POST", action, data=kept.values)
    assert asked.status_code == 409
    kept = next(one for one in forms(asked.text) if fields.keys() <= one.names)
    assert browser._send("POST", action, data=kept.values).status_code == 303


def test_only_a_button_is_not_offered_a_second_time_to_somebody_else(site, talk):
    browser = site.signed_in(ADA)
    form = form_of(browser, "/me/delete", "/me/delete", {})
    signs_in(browser, site, NOOR)
    refused = browser._send("POST", "/me/delete", data=form)
    assert [one for one in forms(refused.text) if one.action in ("", "/me/delete")] == []


def test_a_page_that_was_opened_by_nobody_is_not_sent_by_who_signed_in_since(site, group):
    site.purpose()
    let_in(site, group.id, NOOR, "Noor")
    stranger = site.visitor()
    published(small())
    form = form_of(stranger, "/s/why", "/s/why", {"q.why": "words", "agree": "y"})
    signs_in(stranger, site, NOOR)
    assert stranger._send("POST", "/s/why", data=form).status_code == 409


def test_a_mail_s_link_into_a_group_leads_there_once_its_reader_has_signed_in(site, talk):
    browser = site.visitor()
    page = browser.get(talk)
    assert page.status_code == 404
    [door] = re.findall(r'href="([^"]*/me/sign-in\?next=[^"]*)"', page.text)
    assert browser.fill(html.unescape(door), email=ADA).status_code == 303
    assert browser.fill(site.mail(ADA).link("me/sign-in")).location == talk
    assert browser.get(talk).status_code == 200
    assert browser.get("/me/sign-in").location == "/me", "once, and not for ever"


def test_whoever_is_signed_in_is_led_on_instead_of_being_asked_for_their_address_again(site, talk):
    browser = site.signed_in(ADA)
    assert browser.get("/me/sign-in").location == "/me"
    assert browser.get(f"/me/sign-in?next={talk}").location == talk


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/no/such/page"])
def test_signing_in_leads_to_no_other_site_and_to_no_page_that_is_not_there(site, talk, elsewhere):
    assert site.signed_in(ADA).get("/me/sign-in", query_string={"next": elsewhere}).location == "/me"
    browser = site.visitor()
    browser.fill(f"/me/sign-in?next={quote(elsewhere)}", email=ADA)
    assert browser.fill(site.mail(ADA).link("me/sign-in")).location == "/me"


def test_the_way_in_is_offered_alike_for_a_group_that_is_there_and_for_none(site, talk):
    """Whoever is no member learns nothing by what the page offers."""
    stranger = site.visitor()
    known, unknown = (stranger.get(path).text for path in (talk, talk.replace("bakers", "butlers")))
    assert known.replace("bakers", "butlers") == unknown


def test_a_browser_whose_session_ended_at_the_site_can_still_join_and_answer(site, group, talk):
    """Whoever was erased, or signed out by a restore, met a dead end for as long as their cookie lived."""
    browser = site.signed_in(ADA)
    erasing.erase(person(ADA), why=Why.PERSON)
    joined = group.fill_in(browser, "new@person.example", "New")
    assert (joined.status_code, joined.location) == (303, "/g/bakers/inbox")
    said = browser.fill("/s/why", **{"q.why": "Because", "agree": "y", "email": "new@person.example"})
    assert said.status_code == 303


def test_what_is_sent_again_without_having_signed_in_is_kept_once_more(site, talk):
    browser = site.signed_in(ADA)
    form = form_of(browser, talk, talk, {"body": "A long thought"})
    browser.client.delete_cookie(cookie_name(COOKIE, site.here.settings))
    for _again in range(2):
        answer = browser.client.post(talk, data=form)
        assert answer.status_code == 403
        [kept] = [one for one in forms(answer.text) if "body" in one.names]
        form = kept.values
    assert form["body"] == ["A long thought"]
    browser.fill("/me/sign-in", email=ADA)
    browser.fill(site.mail(ADA).link("me/sign-in"))
    [kept] = [one for one in forms(browser.client.post(talk, data=form).text) if "body" in one.names]
    assert browser.client.post(talk, data=kept.values).status_code == 303


def test_what_somebody_agreed_to_is_not_shown_to_who_signs_in_or_comes_an_hour_later(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(email=NOOR)
    browser = site.confirmed(consent="newsletter")
    assert "Here it is" in browser.get("/a/guide/inbox", follow_redirects=True).text
    signs_in(browser, site, NOOR)
    assert browser.get("/a/guide/inbox").status_code == 200
    browser.press("/me", "/me/sign-out")
    with clock.moved(timedelta(hours=2)):
        assert browser.get("/a/guide/inbox").status_code == 200


def test_a_letter_that_was_used_leads_to_the_download_and_tells_nobody_what_its_reader_agrees_to(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    for holder in (site.visitor(), site.visitor()):
        page = holder.get(site.mail(ADA).link("confirm"))
        [onward] = re.findall(r'href="([^"]*/ready[^"]*)"', page.text)
        shown = holder.get(html.unescape(onward)).text
        assert "Here it is" in shown
        assert "The newsletter" not in shown


@pytest.mark.environment(LEADGATE_BASE_URL="https://host.example/leads")
def test_signing_out_leaves_nothing_of_who_was_there_in_the_browser(site):
    """Below a path of somebody's host only our own cookies can be taken, so each of them is."""
    site.publish()
    browser = site.visitor()
    browser.fill("/leads/a/guide", email=ADA)
    browser.get(site.mail(ADA).link("confirm"))
    browser.fill("/leads/me/sign-in?next=/leads/privacy", email=ADA)
    browser.fill(site.mail(ADA).link("me/sign-in"))
    browser.press("/leads/me", "/leads/me/sign-out")
    assert browser.get("/leads/a/guide/inbox").status_code == 200
    left = {name for name in ("me", "opt-in", "wanted") if held(browser, site, name)}
    assert left == set()


def held(browser, site, word: str) -> object:
    settings = site.here.settings
    return browser.client.get_cookie(cookie_name(word, settings), domain="host.example", path=cookie_path(settings))


def test_whoever_signs_in_does_not_read_which_address_somebody_else_typed_there(site):
    site.publish()
    site.confirmed(email=NOOR)
    browser = site.visitor()
    browser.opt_in()
    assert ADA in browser.get("/a/guide/inbox").text
    signs_in(browser, site, NOOR)
    assert ADA not in browser.get("/a/guide/inbox").text


def test_the_page_somebody_wanted_is_not_where_the_next_one_is_led(site, talk):
    browser = site.visitor()
    browser.fill(f"/me/sign-in?next={talk}", email=ADA)
    browser.fill("/me/sign-in", email=NOOR)
    assert browser.fill(site.mail(NOOR).link("me/sign-in")).location == "/me"
