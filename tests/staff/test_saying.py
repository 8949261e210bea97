"""After each change of an account the next page says in one line what was done, once."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from tests.browser_form import forms
from tests.papers import PDF
from tests.staff.app import code_of, set_up
from tests.visitor import PASSWORD

EMAIL = "marketer@bakery.example"


@pytest.fixture
def marketer(site):
    return site.staff()


def said(visitor, path):
    return re.findall(r'<p class="told done" role="status">([^<]+)</p>', visitor.get(path).text)


def entered(site):
    visitor = site.visitor()
    visitor.fill("/staff/sign-in", email=EMAIL, password=PASSWORD)
    return visitor


def test_a_new_password(marketer):
    answer = marketer.fill("/staff/password", current=PASSWORD, password="three loaves and a knife")
    assert said(marketer, answer.location) == ["Your new password is saved. All other browsers are signed out."]
    assert said(marketer, answer.location) == []


@pytest.mark.parametrize("role", [Role.MARKETER, Role.OFFICER, Role.MODERATOR])
def test_wherever_somebody_begins(site, role):
    visitor = site.staff(role)
    answer = visitor.fill("/staff/password", current=PASSWORD, password="three loaves and a knife")
    assert len(said(visitor, answer.location)) == 1


def test_having_signed_out(marketer):
    answer = marketer.press("/studio/", "/staff/sign-out")
    assert said(marketer, answer.location) == ["You are signed out."]
    assert said(marketer, answer.location) == []


def test_a_browser_that_was_signed_out(site, marketer):
    other = entered(site)
    [end] = re.findall(r'action="(/staff/sessions/[0-9a-f-]+/end)"', marketer.get("/staff/sessions").text)
    marketer.press("/staff/sessions", end)
    assert said(marketer, "/staff/sessions") == ["That browser is signed out."]
    door = other.get("/studio/").location
    [line] = said(other, door)
    assert "signed out from elsewhere" in line
    assert said(other, other.get("/studio/").location) == []


def test_all_other_browsers_that_were_signed_out(site, marketer):
    entered(site)
    marketer.press("/staff/sessions", "/staff/sessions/end-others")
    assert said(marketer, "/staff/sessions") == ["All other browsers are signed out."]


def test_a_stranger_is_told_nothing_at_the_door(site):
    stranger = site.visitor()
    stranger.client.set_cookie("leadgate-staff", "made.up.cookie")
    assert said(stranger, stranger.get("/studio/").location) == []


def test_a_second_factor_that_was_reset_after_a_question(site, marketer):
    set_up(marketer)
    owner, account = site.staff(Role.OWNER), accounts.account_with(EMAIL)
    reset = f"/admin/team/{account}/reset-second-factor"
    shut = re.findall(r"<details class=\"quiet\">.+?</details>", owner.get("/admin/team").text, re.S)
    asked = next(one for one in shut if reset in one)
    assert "whom you have spoken to" in asked
    assert re.search(rf"Take the second factor away<[^>]+> {EMAIL}<", asked)
    late = owner.get("/admin/team")
    owner.press("/admin/team", reset)
    assert said(owner, "/admin/team") == [f"The second factor of {EMAIL} is gone. A letter tells them."]
    token = re.search(r'name="csrf_token" value="([^"]+)"', late.text)[1]
    again = owner.post(reset, data={"csrf_token": token})
    assert again.status_code == 409
    assert again.text.count("has no second factor, so there is nothing to take") == 1


def test_recovery_codes_that_are_new_do_not_speak_of_a_factor_that_is(marketer):
    set_up(marketer)
    page = marketer.press("/staff/second-factor", "/staff/second-factor/recovery-codes").text
    assert "You have new recovery codes. The earlier ones work no longer." in page
    assert "from now on" not in page


def test_an_app_that_was_set_up(marketer):
    marketer.press("/staff/second-factor", "/staff/second-factor/begin")
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", marketer.get("/staff/second-factor").text)[1]
    page = marketer.fill("/staff/second-factor", code=code_of(secret)).text
    assert "Your app is set up: each sign-in asks for its code." in page
    assert said(marketer, "/studio/") == []
    marketer.press("/staff/second-factor", "/staff/second-factor/begin")
    with clock.moved(timedelta(seconds=30)):
        secret = re.search(r"<code>([A-Z2-7]{32})</code>", marketer.get("/staff/second-factor").text)[1]
        page = marketer.fill("/staff/second-factor", code=code_of(secret)).text
    assert "Codes of an earlier app and earlier recovery codes work no longer." in page


def test_a_link_that_was_used_is_no_welcome(site):
    link = accounts.make_link(accounts.add_account(EMAIL, Role.MARKETER)).removeprefix("http://localhost")
    assert "<h1>Welcome</h1>" in site.visitor().get(link).text
    site.visitor().fill(link)
    used = site.visitor().get(link).text
    assert "Welcome" not in used
    assert "<h1>This link does not work any more</h1>" in used
    assert 'href="/staff/sign-in"' in used


def test_what_was_typed_when_the_session_had_ended_and_it_is_kept(site, marketer):
    other = entered(site)
    typed = {"slug": "calm-pricing", "title": "A long <b>thought</b> of this morning"}
    form = forms(other.get("/studio/assets/new").text)[-1]
    marketer.press("/staff/sessions", "/staff/sessions/end-others")
    for _again in range(2):
        answer = other.post("/studio/assets/new", data=form.values | typed | {"file": (BytesIO(PDF), "guide.pdf")})
        assert answer.status_code == 403
    [kept] = [one for one in forms(answer.text) if "title" in one.names]
    assert {name: kept.values[name] for name in typed} == {name: [said] for name, said in typed.items()}
    assert 'href="/staff/sign-in?next=/studio/assets/new"' in answer.text
    assert "asked for it once more" in answer.text
    other.fill("/staff/sign-in", email=EMAIL, password=PASSWORD)
    shown = other.post("/studio/assets/new", data=kept.values)
    [again] = [one for one in forms(shown.text) if "title" in one.names]
    assert {name: again.values[name] for name in typed} == {name: [said] for name, said in typed.items()}
