"""What is made from settings follows them without a restart: pages, headers, times, and what the front itself says."""

import re
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_time

from leadgate.foundation.configuration import versions
from leadgate.foundation.front.refusals import RefusedFor, refusals_of
from leadgate.foundation.front.server import Front
from leadgate.foundation.permissions import Role
from leadgate.site_settings.actions import choosing
from leadgate.site_settings.actions.keeping import keep_picture
from tests.astray import BASE_PATH, BASE_URL
from tests.papers import PNG

SITE = "/admin/settings/site"
FRAMERS = re.compile(r"frame-ancestors ([^;]*)")


def framers(site) -> str:
    return FRAMERS.search(site.visitor().get("/a/guide/embed").headers["Content-Security-Policy"])[1]


def test_sites_may_embed_forms_from_the_next_answer_on(site):
    site.publish()
    assert framers(site) == "'none'"
    typed = "https://WWW.example.org/\nhttps://blog.example.org, https://shop.example.org:8443"
    assert site.staff(Role.OWNER).fill(SITE, embed_hosts=typed).status_code == 303
    assert framers(site) == "https://www.example.org https://blog.example.org https://shop.example.org:8443"
    page = site.visitor().get("/a/guide").headers["Content-Security-Policy"]
    assert FRAMERS.search(page)[1] == "'none'"


def test_times_on_pages_are_those_of_the_new_zone(site):
    owner = site.staff(Role.OWNER)
    owner.fill(SITE, upload_limit="7")
    assert "UTC</span></td>" in owner.get("/admin/settings").text
    owner.fill(SITE, time_zone="Asia/Taipei")
    at = versions.newest()[0].at.astimezone(ZoneInfo("Asia/Taipei"))
    assert f"{at:%b} {at.day}, {at.year}, {format_time(at, 'short', ZoneInfo('Asia/Taipei'))} UTC+8</span></td>" in (
        owner.get("/admin/settings").text
    )


def test_pages_speak_the_languages_that_are_chosen(site):
    german = {"Accept_Language": "de"}
    assert '<html lang="en"' in site.visitor(**german).get("/").text
    owner = site.staff(Role.OWNER)
    owner.fill(SITE, languages="zh-Hant,en")
    assert '<html lang="zh-Hant"' in site.visitor(**german).get("/").text
    owner.fill(SITE, languages="zh-Hant")
    page = site.visitor(Accept_Language="en").get("/").text
    assert '<html lang="zh-Hant"' in page
    assert "?lang=en" not in page


def test_texts_of_the_site_stand_on_its_pages_in_the_language_of_the_reader(site):
    owner = site.staff(Role.OWNER)
    texts = {
        "front-en": "Bread, **well** made.",
        "front-zh-Hant": "好麵包。",
        "footer-en": "[Shop](https://shop.example)",
    }
    assert owner.fill(SITE, **texts).status_code == 303
    english, chinese = site.visitor().get("/").text, site.visitor().get("/?lang=zh-Hant").text
    assert "Bread, <strong>well</strong> made." in english
    assert "好麵包。" in chinese
    assert "Bread" not in chinese
    # Where there is none in a language, the other one is shown, and said to be it.
    assert '<div lang="en"><p><a href="https://shop.example" rel="noopener noreferrer nofollow">Shop</a></p>' in chinese


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_below_a_path_the_imprint_and_the_pictures_are_there_too(site):
    choosing.choose({"site.imprint": "/privacy", "brand.logo": keep_picture(PNG, "logo", by=None)}, seen=0, by=None)
    with site.here.opened():
        page = site.visitor().get("/").text
    assert f'href="{BASE_PATH}/privacy">Imprint</a>' in page
    assert f'src="{BASE_PATH}/brand/logo.png?v=' in page


def test_a_text_of_the_site_can_hold_no_script(site):
    site.staff(Role.OWNER).fill(SITE, **{"footer-en": "<script>alert(1)</script> [x](javascript:alert(1))"})
    page = site.visitor().get("/").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_whoever_made_something_from_the_settings_is_told_once_of_each_change(here):
    told = []
    here.follow = lambda: told.append(here.settings.holidays)
    for _time in range(2):
        with here.opened():
            pass
    assert told == []
    choosing.choose({"LEADGATE_HOLIDAYS": "TW"}, seen=0, by=None)
    for _time in range(2):
        with here.opened():
            pass
    assert told == ["TW"]


def test_what_the_front_says_no_with_bears_the_new_name(site, here):
    choosing.choose({"brand.name": "The Bakery"}, seen=0, by=None)
    front = Front(site.app, most_bytes=lambda *_: 1, network=lambda _: "", refusals=None, threads=1)
    with here.opened():
        front.refuse_with(refusals_of(site.app, here.settings.languages))
    answer = front._refusals.of(RefusedFor.TOO_BUSY, {"headers": [], "path": "/"})
    assert b"The Bakery</title>" in answer.body
