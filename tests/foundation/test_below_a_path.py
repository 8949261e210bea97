"""Below a path of a host that is somebody else's as well; `tests/house` walks every page there."""

import pytest

from leadgate.foundation.web.ceremonies import relying_party
from leadgate.foundation.web.subpath import own_path
from tests.astray import BASE_URL
from tests.cast import ADA
from tests.visitor import PASSWORD

BELOW = pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
OVER_TLS = pytest.mark.environment(LEADGATE_BASE_URL="https://example.org/leads")


@pytest.mark.parametrize(
    ("passed_on", "own"),
    [
        ("/leads/a/guide", "/a/guide"),
        ("/a/guide", "/a/guide"),
        ("/leads", "/"),
        ("/leads/", "/"),
        ("/", "/"),
        ("/leadsome", "/leadsome"),
    ],
)
def test_a_page_is_found_whether_the_proxy_leaves_the_path_on_or_takes_it_off(passed_on, own):
    assert own_path(passed_on, "/leads") == own
    assert own_path(passed_on, "") == passed_on


@OVER_TLS
def test_cookies_go_to_this_path_alone_and_nothing_is_said_for_the_whole_host(site):
    site.publish()
    visitor, host = site.visitor(), {"base_url": "https://example.org"}
    page = visitor.get("/leads/a/guide", **host)
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = visitor.post("/leads/a/guide", data={"email": ADA, "csrf_token": token}, **host)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-leadgate-opt-in=")
    assert "Path=/leads" in cookie
    assert site.app.config["SESSION_COOKIE_NAME"] == "__Secure-leadgate-staff"


@BELOW
def test_signing_out_leaves_what_others_on_the_host_keep(site):
    site.publish()
    site.confirmed()
    visitor = site.signed_in()
    answer = visitor.press("/leads/me", "/leads/me/sign-out")
    assert answer.status_code == 303
    assert "Clear-Site-Data" not in answer.headers
    assert visitor.get("/leads/me").location == "/leads/me/sign-in"


@BELOW
@pytest.mark.parametrize(
    ("wanted", "comes_to"),
    [
        ("/leads/staff/sessions", "/leads/staff/sessions"),
        ("/wiki/edit", "/leads/studio"),
        ("/leads//evil.example", "/leads/studio"),
    ],
)
def test_the_door_leads_on_to_pages_of_ours_and_to_no_others_on_the_host(site, wanted, comes_to):
    site.staff()
    visitor = site.visitor()
    answer = visitor.fill(f"/staff/sign-in?next={wanted}", email="marketer@bakery.example", password=PASSWORD)
    assert answer.location.rstrip("/") == comes_to


@BELOW
def test_whoever_is_sent_to_the_door_comes_back_to_the_page_they_wanted(site):
    sent_on = site.visitor().get("/leads/staff/sessions?lang=en").location
    assert sent_on.startswith("/leads/staff/sign-in?next=/leads/staff/sessions?lang%3Den")


@OVER_TLS
def test_what_programs_read_names_the_whole_address(here, site):
    assert relying_party().origin == "https://example.org"
    assert here.settings.public_name("/.well-known/x") == "example.org/leads/.well-known/x"
    robots = site.visitor().get("/robots.txt").text
    assert "Disallow: /leads/studio\n" in robots
    assert "Disallow: /studio" not in robots


@OVER_TLS
def test_a_letter_leads_below_the_path(site):
    site.publish()
    visitor, host = site.visitor(), {"base_url": "https://example.org"}
    token = visitor.get("/leads/a/guide", **host).text.split('name="csrf_token" value="')[1].split('"')[0]
    visitor.post("/leads/a/guide", data={"email": ADA, "csrf_token": token}, **host)
    assert "https://example.org/leads/confirm/" in site.mails(ADA)[0].text


@pytest.mark.parametrize("path", ["/a//guide", "/studio/good-leads"])
def test_a_redirect_names_no_host_and_no_scheme_that_only_the_proxy_knows(site, path):
    answer = site.visitor(Host="inside:8000").get(path)
    assert answer.status_code == 308
    assert answer.location.startswith("/")
    assert not answer.location.startswith("//")
