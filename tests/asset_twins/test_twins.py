"""One page in several languages: who is led where, what search engines are told, how families grow and shrink."""

import re
from io import BytesIO
from uuid import UUID

import pytest

from leadgate.asset_editor.models import AssetDraft
from leadgate.asset_twins.actions import joining
from leadgate.asset_twins.models import AssetTwin
from leadgate.assets import access
from leadgate.assets.actions import ending, publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.staff.actions.accounts import account_with
from tests.asset_editor.scenes import editor_form, send
from tests.browser_form import forms
from tests.facts import count
from tests.papers import PDF

pytestmark = pytest.mark.both_databases("asset_twins.actions.joining")
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
CHINESE = BROWSER | {"Accept-Language": "zh-TW,zh;q=0.9,en;q=0.5"}
ENGLISH = BROWSER | {"Accept-Language": "en"}
GERMAN = BROWSER | {"Accept-Language": "de,en;q=0.3"}


@pytest.fixture
def marketer(site):
    return site.staff()


@pytest.fixture
def three(site, marketer) -> list[UUID]:
    """The guide in English, Chinese and German, whose first was the German one."""
    german, by = (
        site.publish("leitfaden", title="Der Leitfaden", language="de"),
        account_with("marketer@bakery.example"),
    )
    others = [site.publish(), site.publish("zhinan", title="指南", language="zh-Hant")]
    for other in others:
        joining.add(access.any_gate(german), other, by=by)
    forget_what_was_read()
    return [*others, german]


def led(site, path: str, headers: dict[str, str]) -> str:
    """Where somebody ends who follows a link."""
    visitor, answer = site.visitor(), None
    for _step in range(3):
        answer = visitor.get(path, headers=headers)
        if answer.status_code != 302:
            return path
        path = answer.location
    raise AssertionError("led round and round")


def test_readers_are_led_to_the_page_in_the_language_they_read_best_and_keep_where_they_came_from(site, three):
    for slug in ("guide", "zhinan", "leitfaden"):
        assert led(site, f"/a/{slug}?source=letter&utm_medium=mail", CHINESE).startswith("/a/zhinan")
        assert led(site, f"/a/{slug}", ENGLISH) == "/a/guide"
        assert led(site, f"/a/{slug}", GERMAN) == "/a/leitfaden", "which the site itself does not speak"
    assert led(site, "/a/guide?source=letter&utm_medium=mail", CHINESE) == "/a/zhinan?source=letter&utm_medium=mail"
    assert led(site, "/a/guide", BROWSER | {"Accept-Language": "fr"}) == "/a/guide"
    assert led(site, "/a/guide", BROWSER) == "/a/guide"


def test_whoever_chose_a_crawler_and_the_house_stay_where_they_are(site, three, marketer):
    assert led(site, "/a/guide?lang=en", CHINESE) == "/a/guide?lang=en"
    assert led(site, "/a/leitfaden?lang=de", CHINESE) == "/a/leitfaden?lang=de"
    bot = CHINESE | {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"}
    assert led(site, "/a/guide", bot) == "/a/guide"
    assert marketer.get("/a/guide", headers=CHINESE).status_code == 200
    assert site.visitor().post("/a/guide", headers=CHINESE).status_code == 422


def test_each_page_links_to_the_others_and_the_switch_of_languages_is_the_same(site, three):
    page = site.visitor().get("/a/guide?source=letter", headers=ENGLISH).text
    [shown] = re.findall(r'<nav class="twins".*?</nav>', page, re.DOTALL)
    assert re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', shown) == [
        ("leitfaden?source=letter&amp;lang=de", "Deutsch"),
        ("zhinan?source=letter&amp;lang=zh-Hant", "繁體中文"),
    ]
    assert page.count('href="zhinan?source=letter&amp;lang=zh-Hant"') == 2
    moved = site.visitor().get("/a/zhinan?source=letter&lang=zh-Hant", headers=ENGLISH)
    assert (moved.status_code, 'lang="zh-Hant"' in moved.text) == (200, True)
    assert forms(moved.text)[-1].values["source"] == ["letter"]


def test_search_engines_are_told_of_all_and_which_is_for_others(site, three):
    told = [(tag, f"http://localhost/a/{slug}") for tag, slug in (("x-default", "guide"), ("en", "guide"))]
    told += [("de", "http://localhost/a/leitfaden"), ("zh-Hant", "http://localhost/a/zhinan")]
    for slug in ("guide", "zhinan"):
        page = site.visitor().get(f"/a/{slug}").text
        assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page) == told
        assert f'rel="canonical" href="http://localhost/a/{slug}"' in page
    maps = site.visitor().get("/sitemap.xml").text
    assert re.findall(r'<xhtml:link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/>', maps) == told * 3


def test_taking_one_down_leaves_the_others_and_its_page_says_so(site, three, marketer):
    guide, _chinese, german = three
    publishing.retire(guide)
    page = site.visitor().get("/a/guide", headers=ENGLISH)
    assert page.status_code == 410
    assert '<a href="/a/zhinan?lang=zh-Hant"' in page.text
    assert led(site, "/a/leitfaden", ENGLISH) == "/a/leitfaden"
    assert led(site, "/a/leitfaden", CHINESE) == "/a/zhinan"
    languages = f"/studio/assets/{german}/languages"
    assert "no longer led from the others to “The guide”" in marketer.get(languages).text
    marketer.press(languages, f"{languages}/{guide}/remove")
    assert "“The guide” stands alone again" in marketer.get(languages).text
    assert "twins" in site.visitor().get("/a/leitfaden").text
    marketer.press(f"/studio/assets/{german}/languages", f"/studio/assets/{german}/languages/{_chinese}/remove")
    assert count(AssetTwin) == 0, "one alone is no family"
    assert led(site, "/a/leitfaden", CHINESE) == "/a/leitfaden"


def test_a_page_in_another_language_begins_as_a_draft_like_the_first_and_is_its_twin_once_published(site, marketer):
    asset = site.publish(body="What is inside")
    path = marketer.press(f"/studio/assets/{asset}", f"/studio/assets/{asset}/copy").location
    send(marketer, path, "publish", title="Something else")
    editor = f"/studio/assets/{asset}/edit"
    page = marketer.get(editor).text
    assert "This page in other languages" in page
    assert "Something else" not in page, "what is in the same language is not offered"
    begun = marketer.fill(editor, twin_language="zh-Hant")
    assert begun.status_code == 303
    draft = marketer.get(begun.location).text
    assert "texts and the file are still those of “The guide” (English)" in draft
    assert send(marketer, begun.location, title="指南", body="裡面有什麼").status_code == 303
    assert "the file is still that of “The guide” (English)" in marketer.get(begun.location).text
    own_file = (BytesIO(PDF + b"%2"), "zhinan.pdf")
    assert send(marketer, begun.location, file=own_file).status_code == 303
    assert "Before you publish" not in marketer.get(begun.location).text
    assert "What is inside" in draft
    assert editor_form(draft).values["slug"] in ("guide-zh-hant", ["guide-zh-hant"])
    assert "twins" not in site.visitor().get("/a/guide").text
    again = marketer.post(
        f"/studio/assets/{asset}/languages/new", data=csrf(marketer, editor) | {"twin_language": "zh-Hant"}
    )
    assert again.status_code == 422
    assert send(marketer, begun.location, "publish", title="指南", slug="zhinan").status_code == 303
    assert led(site, "/a/guide", CHINESE) == "/a/zhinan"


def csrf(marketer, path: str) -> dict[str, str]:
    form = next(one for one in forms(marketer.get(path).text) if "twin_language" in one.names)
    return {"csrf_token": form.values["csrf_token"]}


def test_who_makes_a_page_in_another_language_hears_which_languages_the_form_has(site, three, marketer):
    said = "Form, boxes and letters are in English or 繁體中文"
    assert all(said in marketer.get(f"/studio/assets/{three[0]}/{page}").text for page in ("edit", "languages"))


def test_a_draft_that_is_thrown_away_and_an_asset_that_is_deleted_leave_no_family(site, marketer):
    asset = site.publish()
    begun = marketer.fill(f"/studio/assets/{asset}/languages", twin_language="de").location
    assert (count(AssetTwin), count(AssetDraft)) == (2, 1)
    send(marketer, begun, "discard")
    assert (count(AssetTwin), count(AssetDraft)) == (0, 0)
    with BytesIO(PDF) as file:
        closed = publishing.publish("zhinan", AssetPage("指南", language="zh-Hant"), file, "guide.pdf", as_draft=True)
    by = account_with("marketer@bakery.example")
    joining.add(access.any_gate(asset), closed, by=by)
    ending.delete(closed, by=by)
    assert count(AssetTwin) == 0


def test_figures_of_all_languages_stand_together_and_nobody_is_two_leads(site, three, marketer):
    guide, chinese, _german = three
    site.confirmed()
    site.confirmed("zhinan", "noor@person.example")
    site.visitor().opt_in("zhinan")
    site.work()
    page = marketer.get(f"/studio/assets/{guide}").text
    [table] = [one for one in re.findall(r"<table.*?</table>", page, re.DOTALL) if "People who have it" in one]
    rows = [re.findall(r">(\d+|–)<", row) for row in table.split("<tr>")[2:]]
    assert [row[-1] for row in rows].count("2") == 2, "of all, and of one; nobody is two"
    assert sorted(row[-1] for row in rows) == ["0", "1", "2", "2"]
    assert sorted(row[3] for row in rows) == ["0", "1", "1", "2"], "to the last one for whoever sees who they are"
    assert f"/studio/assets/{chinese}" in table


def test_a_page_cannot_be_of_two_families(site, three, marketer):
    other = site.publish("other", title="The other", language="fr")
    path = f"/studio/assets/{other}/languages"
    assert "Add this page" not in marketer.get(path).text, "all others belong together already"
    by = account_with("marketer@bakery.example")
    with pytest.raises(joining.TwinElsewhere):
        joining.add(access.any_gate(other), three[0], by=by)
    with pytest.raises(joining.LanguageThere):
        joining.add(access.any_gate(three[0]), site.publish("second"), by=by)
    assert session().get(AssetTwin, other) is None
