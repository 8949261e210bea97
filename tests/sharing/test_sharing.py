"""Once a gate is open its link is at hand: for each channel, for cameras, and as a form on other sites."""

import html
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest

from leadgate.analytics import queries as analytics
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation.permissions import Role
from leadgate.sharing import links
from tests.browser_form import forms
from tests.papers import PDF

CHANNELS = {
    "": "http://localhost/a/guide",
    "letter": "http://localhost/a/guide?source=letter",
    "Spring Fair": "http://localhost/a/guide?source=spring+fair",
    "ada@person.example": "http://localhost/a/guide",
    "<b>&x=1": "http://localhost/a/guide?source=bx1",
    "靜": "http://localhost/a/guide?source=%E9%9D%9C",
}


def fields(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input id="(\w+)"[^>]* value="([^"]*)"', page)
    texts = re.findall(r'<textarea id="(\w+)"[^>]*>([^<]*)</textarea>', page)
    return {name: html.unescape(text) for name, text in [*inputs, *texts]}


def test_who_publishes_is_led_to_the_link_and_told_that_it_is_live(site):
    marketer = site.staff()
    form = {"title": "The guide", "slug": "guide", "file": (BytesIO(PDF), "guide.pdf")}
    answer = marketer.fill("/studio/assets/new", **form)
    page = marketer.get(answer.location).text
    assert "It is live" in page
    assert fields(page)["link"] == "http://localhost/a/guide"
    assert site.visitor().get("/a/guide").status_code == 200


def test_a_draft_is_not_called_live(site):
    asset = publishing.publish("soon", AssetPage("Soon"), BytesIO(PDF), "soon.pdf", as_draft=True)
    page = site.staff().get(f"/studio/assets/{asset}/share?live=1").text
    assert "It is live" not in page
    assert "The gate is closed" in page


@pytest.mark.parametrize(("typed", "link"), CHANNELS.items())
def test_each_channel_has_a_link_of_its_own_and_nobody_s_address_is_one(site, typed, link):
    asset = site.publish()
    page = site.staff(Role.VIEWER).get(f"/studio/assets/{asset}/share", query_string={"source": typed}).text
    assert fields(page)["link"] == link
    assert site.visitor().get(link.removeprefix("http://localhost")).status_code == 200


def test_a_word_is_named_a_campaign_with_one_press_by_who_publishes(site):
    asset = site.publish()
    share = f"/studio/assets/{asset}/share?source=letter"
    assert "count it by its name" not in site.staff(Role.VIEWER).get(share).text
    marketer = site.staff()
    found = forms(marketer.get(share).text)
    [named] = [one for one in found if {"csrf_token", "source"} <= one.names and "utm_medium" not in one.names]
    answer = marketer.post(named.action, data=named.values)
    assert answer.location == share
    assert "letter" in analytics.campaigns()
    assert "is a new word" not in marketer.get(share).text


def test_a_link_made_by_who_publishes_is_counted_by_its_name_at_once_and_one_of_a_viewer_is_not(site):
    asset = site.publish()
    share, marketer = f"/studio/assets/{asset}/share", site.staff()
    shown = site.staff(Role.VIEWER).get(f"{share}?source=podcast").text
    assert "is a new word" in shown
    [viewers] = [one for one in forms(shown) if "utm_medium" in one.names]
    assert (viewers.action, "csrf_token" in viewers.names) == ("", False)
    answer = marketer.fill(share, source="Spring Fair", utm_medium="Email")
    page = marketer.get(answer.location).text
    assert fields(page)["link"] == "http://localhost/a/guide?utm_source=spring+fair&utm_medium=email"
    assert "is a new word" not in page
    assert {"spring fair", "spring fair|email"} <= set(analytics.campaigns())
    refused = marketer.fill(share, source="ada@person.example")
    assert refused.status_code == 422
    assert "nobody's address" in html.unescape(refused.text)
    assert marketer.fill(share, source="").location == share
    assert "podcast" not in analytics.campaigns()


def test_the_code_is_of_the_link_and_can_be_printed(site):
    asset = site.publish()
    marketer = site.staff()
    drawn = marketer.get(f"/studio/assets/{asset}/code.svg?source=letter")
    assert drawn.mimetype == "image/svg+xml"
    ElementTree.fromstring(drawn.text)
    assert drawn.data == links.code("http://localhost/a/guide?source=letter", "svg")
    assert drawn.data != marketer.get(f"/studio/assets/{asset}/code.svg").data
    assert marketer.get(f"/studio/assets/{asset}/code.png").data.startswith(b"\x89PNG")
    assert marketer.get(f"/studio/assets/{asset}/code.exe").status_code == 404


def test_the_line_for_another_site_names_the_gate_and_survives_any_title(site):
    asset = site.publish(title='A "calm" <guide> & more')
    shown = fields(site.staff().get(f"/studio/assets/{asset}/share").text)
    element = ElementTree.fromstring(shown["embed"].replace("script async", "script"))
    assert element.attrib == {
        "src": "http://localhost/embed.js",
        "data-gate": "guide",
        "data-title": 'A "calm" <guide> & more',
    }
    assert ElementTree.fromstring(shown["frame"]).attrib["src"].startswith("http://localhost/a/guide/embed")


def test_the_script_for_other_sites_is_small_kept_for_an_hour_and_sets_no_cookie(site):
    answer = site.visitor().get("/embed.js", headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) < 2_500
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_whoever_shares_a_gate_hears_that_letters_reach_nobody_and_that_no_consent_is_asked(site):
    site.purpose()
    bare, asking = site.publish(), site.publish("other", purposes=("newsletter",))
    owner, viewer = site.staff(Role.OWNER), site.staff(Role.VIEWER)
    page = owner.get(f"/studio/assets/{bare}/share").text
    assert "letters are kept in the studio and reach nobody" in page
    assert f'<a href="/studio/assets/{bare}/edit">Add a box' in page
    assert "/edit" not in viewer.get(f"/studio/assets/{bare}/share").text
    assert "may not be written to afterwards" not in owner.get(f"/studio/assets/{asking}/share").text
