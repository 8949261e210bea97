"""Sessions are seen and ended by whose they are; strangers neither end them nor lock anybody out."""

import re
from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffSession
from tests.facts import count
from tests.visitor import PASSWORD

OWNER = "owner@bakery.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1"


def enter(site, password=PASSWORD, visitor=None, address="192.0.2.7", **headers):
    visitor = visitor or site.visitor(**headers)
    sent = {"environ_base": {"REMOTE_ADDR": address}}
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/staff/sign-in", **sent).text)[1]
    typed = {"csrf_token": token, "email": OWNER, "password": password}
    return visitor, visitor.post("/staff/sign-in", data=typed, **sent).status_code


def test_signing_out_ends_the_session_also_when_the_page_was_open_for_long(site):
    marketer = site.staff()
    stolen = marketer.client.get_cookie("leadgate-staff").value
    left = marketer.post("/staff/sign-out", data={"csrf_token": "stale"})
    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"storage"'
    thief = site.visitor()
    thief.client.set_cookie("leadgate-staff", stolen)
    assert thief.get("/studio/").status_code == 303
    assert count(StaffSession) == 0


def test_another_site_cannot_sign_anybody_out(site):
    marketer = site.staff()
    assert marketer.post("/staff/sign-out", headers={"Origin": "https://evil.example"}).status_code == 403
    assert marketer.get("/studio/").status_code == 200


def test_a_stranger_who_guesses_locks_nobody_out_elsewhere(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    guesses = [enter(site, f"guess number {n}", address="203.0.113.9")[1] for n in range(12)]
    assert guesses == [422] * 10 + [429] * 2
    assert enter(site, address="192.0.2.7")[1] == 303


def test_a_browser_that_was_signed_in_before_gets_in_while_strangers_hammer_from_everywhere(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    own, _status = enter(site)
    own.press("/studio/", "/staff/sign-out")
    for network in range(11):
        for guess in range(10):
            enter(site, f"guess number {guess}", address=f"203.0.{network}.9")
    assert enter(site)[1] == 429  # a browser nobody knows: ASVS 5.0 6.3.1 wants an end to guessing from everywhere
    assert enter(site, visitor=own)[1] == 303


def test_a_known_browser_has_ten_guesses_too(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    own, _status = enter(site)
    own.press("/studio/", "/staff/sign-out")
    assert [enter(site, f"guess number {n}", own)[1] for n in range(11)] == [422] * 10 + [429]


def test_the_cookie_of_a_known_browser_helps_with_no_other_account(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    mallory = site.staff()
    mallory.press("/studio/", "/staff/sign-out")
    guesses = [enter(site, f"guess number {n}", mallory, address="203.0.113.9")[1] for n in range(11)]
    assert guesses[-1] == 429


def test_signing_in_often_is_no_guessing(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    assert {enter(site)[1] for _ in range(45)} == {303}


def test_the_page_of_sessions_says_where_what_and_since_when(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    enter(site, address="198.51.100.4", User_Agent=IPHONE)
    here, _status = enter(site, User_Agent=FIREFOX)
    page = here.get("/staff/sessions").text
    assert page.index("Firefox, Linux") < page.index("This browser") < page.index("Safari, iPhone")
    assert "192.0.2.0/24" in page
    assert "198.51.100.0/24" in page


def test_signing_in_again_in_a_browser_ends_the_session_it_had(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    here, _status = enter(site)
    old = here.client.get_cookie("leadgate-staff").value
    enter(site, visitor=here)
    assert count(StaffSession) == 1
    thief = site.visitor()
    thief.client.set_cookie("leadgate-staff", old)
    assert thief.get("/studio/").status_code == 303


def test_sessions_of_the_same_browser_are_told_apart_by_when_they_began(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    enter(site, User_Agent=FIREFOX)
    with clock.moved(timedelta(minutes=5)):
        here, _status = enter(site, User_Agent=FIREFOX)
        page = here.get("/staff/sessions").text
    first, second = re.findall(r"<h2>(.+?)</h2>", page)
    assert "This browser" in first
    assert first.replace("This browser", "") != second
    assert re.search(r"since (.+)", second)[1] in re.search(r"End it<[^>]+>([^<]+)<", page)[1]


def test_each_other_session_can_be_ended_and_all_of_them(site):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    lost, here, forgotten, old = (enter(site)[0] for _ in range(4))
    ends = re.findall(r'action="(/staff/sessions/[0-9a-f-]+/end)"', here.get("/staff/sessions").text)
    assert len(ends) == 3
    here.press("/staff/sessions", ends[0])
    assert sum(one.get("/studio/").status_code == 200 for one in (lost, forgotten, old)) == 2
    here.press("/staff/sessions", "/staff/sessions/end-others")
    assert [one.get("/studio/").status_code for one in (lost, here, forgotten, old)] == [303, 200, 303, 303]


def test_nobody_sees_or_ends_the_sessions_of_somebody_else(site):
    officer, marketer = site.staff(Role.OFFICER), site.staff()
    held = re.search(r"/end", marketer.get("/staff/sessions").text)
    assert held is None
    other = enter_as_officer_again(site)
    end = re.search(r'action="(/staff/sessions/[0-9a-f-]+/end)"', officer.get("/staff/sessions").text)[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', marketer.get("/staff/password").text)[1]
    assert marketer.post(end, data={"csrf_token": token}).status_code == 303
    assert other.get("/office").status_code == 200


def enter_as_officer_again(site):
    visitor = site.visitor()
    visitor.fill("/staff/sign-in", email="officer@bakery.example", password=PASSWORD)
    return visitor
