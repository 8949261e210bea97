"""Drafts of assets: nothing typed or sent is lost, nobody overwrites anybody, what is live stays."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import select

from leadgate.asset_editor.models import AssetDraft
from leadgate.assets.models import AskedField, Asset
from leadgate.foundation.local_time import today
from leadgate.foundation.permissions import Role
from leadgate.site_settings.actions import choosing
from tests.asset_editor.scenes import begun, editor_form, picture, send
from tests.facts import count, every, one
from tests.papers import PDF
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases("asset_editor.actions.drafting", "asset_editor.actions.going_live")


def test_a_file_alone_begins_a_draft_with_a_title_and_an_address(site):
    marketer = site.staff()
    path = begun(marketer)
    page = marketer.get(path).text
    assert 'value="Calm pricing guide"' in page
    assert 'placeholder="calm-pricing-guide"' in page
    assert "calm_pricing-guide.pdf is here" in page
    assert count(Asset) == 0
    listed = marketer.get("/studio/assets/").text
    assert path in listed
    assert "Nothing is published yet" in listed, "something is there already"


def test_a_title_in_chinese_alone_has_an_address_of_the_day_that_can_be_another(site):
    marketer = site.staff()
    form = editor_form(marketer.get("/studio/assets/new").text)
    typed = {"title": "從容定價指南", "language": "zh-Hant", "act": "save", "file": (BytesIO(PDF), "定價指南.pdf")}
    path = marketer.post(form.action, data=form.values | typed).location
    offered = f"download-{today():%Y%m%d}"
    assert f'placeholder="{offered}"' in marketer.get(path).text
    assert send(marketer, path, "publish").status_code == 303
    assert "從容定價指南" in site.visitor().get(f"/a/{offered}").text


def test_what_is_wrong_is_all_said_at_once_and_the_file_and_every_word_stay(site):
    marketer = site.staff()
    rows = {"asked-0-label": "Size", "asked-0-kind": "choice", "motivations-0-label": "x" * 121}
    form = editor_form(marketer.get("/studio/assets/new").text)
    typed = {"slug": "Wrong One", "video": "http://a.example", "body": "An hour's words", **rows}
    answer = marketer.post(form.action, data=form.values | typed | {"file": (BytesIO(PDF), "guide.pdf")})
    assert answer.status_code == 422
    for said in ("Small letters", "begins with https://", "say why you ask", "2 to 50 answers", "120 characters"):
        assert said in answer.text
    for kept in ("Wrong One", "An hour&#39;s words", "guide.pdf is here"):
        assert kept in answer.text
    [refusal] = re.findall(r'<p class="refusal".*?</p>', answer.text)
    assert re.findall('<a href="#([^"]+)">', refusal)[:2] == ["slug", "video"]
    assert "autofocus" not in refusal
    assert 'autofocus id="slug"' in answer.text
    again = editor_form(answer.text)
    mended = {"slug": "right", "video": "", "asked-0-label": "", "asked-0-kind": "text", "motivations-0-label": ""}
    assert marketer.post(again.action, data=again.values | mended).status_code == 303
    assert "An hour" in site.visitor().get("/a/right").text


def test_what_is_live_stays_until_the_draft_is_published(site):
    asset, marketer = site.publish(), site.staff()
    path = f"/studio/assets/{asset}/edit"
    send(marketer, path, title="A better title")
    assert "A better title" not in site.visitor().get("/a/guide").text
    assert "A better title" in marketer.get(path).text
    assert "A better title" in marketer.get(f"/studio/assets/{asset}/preview").text
    assert send(marketer, path, "publish").status_code == 303
    assert "A better title" in site.visitor().get("/a/guide").text
    assert count(AssetDraft) == 0


def test_a_draft_that_is_thrown_away_leaves_what_is_live(site):
    asset, marketer = site.publish(), site.staff()
    send(marketer, f"/studio/assets/{asset}/edit", title="Never mind")
    assert send(marketer, f"/studio/assets/{asset}/edit", "discard").status_code == 303
    assert count(AssetDraft) == 0
    assert "The guide" in marketer.get(f"/studio/assets/{asset}/edit").text


def test_the_second_of_two_people_is_told_keeps_their_words_and_may_insist(site):
    asset, ann, bob = site.publish(), site.staff(), site.staff(email="bob@bakery.example")
    path = f"/studio/assets/{asset}/edit"
    before = editor_form(bob.get(path).text)
    send(ann, path, title="Of Ann")
    answer = bob.post(path, data=before.values | {"act": "save", "title": "Of Bob"})
    assert answer.status_code == 409
    assert "marketer@bakery.example changed this" in answer.text
    assert "still as you typed it: Title (there: “Of Ann”)." in answer.text
    assert 'value="Of Bob"' in answer.text
    assert "Of Ann" in ann.get(path).text
    insists = editor_form(answer.text)
    assert bob.post(path, data=insists.values | {"act": "save"}).status_code == 303
    assert "Of Bob" in ann.get(path).text


def test_what_only_the_other_one_changed_is_taken_over_and_one_press_keeps_both(site):
    asset, ann, bob = site.publish(), site.staff(), site.staff(email="bob@bakery.example")
    path = f"/studio/assets/{asset}/edit"
    send(bob, path, summary="Before", **{"points-0-title": "One"})
    before = editor_form(bob.get(path).text)
    send(ann, path, title="Of Ann", body="Two\r\nlines", **{"points-0-title": "Two", "points-1-title": "Three"})
    answer = bob.post(path, data=before.values | {"act": "publish", "summary": "Of Bob"})
    assert answer.status_code == 409
    assert "Taken over from there: Title, What is inside, Columns." in answer.text
    assert "still as you typed it" not in answer.text
    again = editor_form(answer.text)
    assert (again.values["title"], again.values["summary"]) == (["Of Ann"], ["Of Bob"])
    assert [again.values[f"points-{at}-title"] for at in (0, 1)] == [["Two"], ["Three"]]
    kept = bob.post(path, data=again.values | {"act": "publish"})
    assert kept.status_code == 303
    assert "It is live" in bob.get(kept.location).text
    page = site.visitor().get("/a/guide").text
    assert all(said in page for said in ("Of Ann", "Of Bob", "Three"))
    unnamed = bob.post(path, data=before.values | {"act": "save", "base": "?", "summary": "Late"})
    assert unnamed.status_code == 409
    assert "Taken over" not in unnamed.text


def test_of_two_who_publish_at_once_the_second_is_told(site):
    asset, ann, bob = site.publish(), site.staff(), site.staff(email="bob@bakery.example")
    path = f"/studio/assets/{asset}/edit"
    before = editor_form(bob.get(path).text)
    assert send(ann, path, "publish", title="Of Ann").status_code == 303
    assert bob.post(path, data=before.values | {"act": "publish", "title": "Of Bob"}).status_code == 409
    assert "Of Ann" in site.visitor().get("/a/guide").text


def test_one_window_may_save_twice_before_it_has_heard_of_the_first(site):
    asset, marketer = site.publish(), site.staff()
    path = f"/studio/assets/{asset}/edit"
    form = editor_form(marketer.get(path).text)
    for title in ("One", "One and two"):
        answer = marketer.post(path, data=form.values | {"act": "save", "tab": "mine", "title": title})
        assert answer.status_code == 303
    assert 'value="One and two"' in marketer.get(path).text


def test_rows_are_added_moved_and_taken_out_by_buttons_and_keep_what_stands_in_them(site):
    marketer = site.staff()
    path = begun(marketer)
    for number, label in enumerate(("First", "Second")):
        send(marketer, path, "add:asked")
        send(marketer, path, **{f"asked-{number}-label": label})

    def labels() -> list[str]:
        return re.findall(r'name="asked-\d+-label"[^>]* value="([^"]*)"', marketer.get(path).text)

    assert labels() == ["First", "Second"]
    send(marketer, path, "up:asked:1")
    assert labels() == ["Second", "First"]
    send(marketer, path, "remove:asked:0")
    assert labels() == ["First"]
    for act in ("up:asked:0", "down:asked:7", "remove:asked:x", "add:everything", "up:", "?"):
        assert send(marketer, path, act).status_code == 303
    assert labels() == ["First"]


def test_a_form_asks_thirty_things_at_most(site):
    marketer = site.staff()
    path = begun(marketer)
    rows = {f"asked-{at}-{name}": "why" for at in range(60) for name in ("label", "reason")}
    answer = send(marketer, path, "publish", **rows, **{f"asked-{at}-kind": "text" for at in range(60)})
    assert answer.status_code == 422
    assert "30 things at most" in answer.text


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (["Company", "Company"], ["company", "company_2"]),
        (["Email", "Website"], ["email_2", "website_2"]),
        (["公司", "部門"], ["field", "field_2"]),
        (["2nd name", "Validate me"], ["field_2nd_name", "field_validate_me"]),
    ],
)
def test_keys_are_made_of_labels_and_never_collide(site, labels, keys):
    marketer = site.staff()
    path = begun(marketer)
    for at, label in enumerate(labels):
        send(marketer, path, "add:asked")
        send(marketer, path, **{f"asked-{at}-label": label, f"asked-{at}-reason": "why"})
    assert send(marketer, path, "publish").status_code == 303
    assert every(select(AskedField.key).order_by(AskedField.position)) == [(key,) for key in keys]


@pytest.mark.parametrize("title", ["x" * 200, "🙂🙂", "مرحبا بالعالم", "從容定價指南"])
def test_any_title_gets_an_address_nobody_has(site, title):
    marketer = site.staff()
    for _time in range(2):
        assert send(marketer, begun(marketer, title=title), "publish").status_code == 303
    slugs = {slug for (slug,) in every(select(Asset.slug))}
    assert len(slugs) == 2
    for slug in slugs:
        assert title[:60] in site.visitor().get(f"/a/{slug}").text


def test_a_tag_in_a_title_is_no_part_of_its_address_and_the_address_can_be_chosen_before_it_is_published(site):
    marketer, title = site.staff(), "The <em>brand</em> guide <i>2027</i>, 1 < 2"
    place = begun(marketer, title=title)
    assert 'placeholder="the-brand-guide-2027-1-2"' in marketer.get(place).text
    assert send(marketer, place, "publish", title=title, slug="brand-guide").status_code == 303
    assert site.visitor().get("/a/brand-guide").status_code == 200


def test_the_link_shows_the_draft_to_anybody_counts_nobody_and_can_be_taken_back(site):
    marketer = site.staff()
    path = begun(marketer, title="Not yet")
    link = re.search(r"/drafts/[\w.-]+", marketer.get(path).text)[0]
    answer = site.visitor().get(link)
    assert "Not yet" in answer.text
    assert "Nothing can be sent from here" in answer.text
    assert " disabled>" in answer.text
    assert "data-started" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    marketer.press(path, path.replace("/edit", "/draft-link"))
    assert site.visitor().get(link).status_code == 410
    assert site.visitor().get(re.search(r"/drafts/[\w.-]+", marketer.get(path).text)[0]).status_code == 200


def test_only_we_frame_the_preview(site):
    marketer = site.staff()
    path = begun(marketer)
    assert (
        "frame-ancestors 'self'" in marketer.get(path.replace("/edit", "/preview")).headers["Content-Security-Policy"]
    )
    assert "frame-ancestors 'none'" in marketer.get(path).headers["Content-Security-Policy"]


def test_a_page_shows_its_picture_columns_voices_and_film_and_asks_nobody_else(site):
    marketer = site.staff()
    path = begun(marketer, title="Guide", cover_file=(BytesIO(picture()), "me.png"))
    answer = send(marketer, path, "publish")
    assert "what the picture shows" in answer.text
    typed = {
        "cover_alt": "A calm desk",
        "layout": "centred",
        "video": "https://www.youtube.com/watch?v=1",
        "points-0-title": "Calm",
        "quotes-0-words": "It helped",
        "quotes-0-name": "Ann",
        "quotes-0-file": (BytesIO(picture(size=(90, 90))), "ann.png"),
    }
    assert send(marketer, path, "publish", **typed).status_code == 303
    page = site.visitor().get(f"/a/{one(Asset).slug}").text
    for shown in ("A calm desk", "srcset", 'class="offer centred"', "Calm", "It helped", "It opens youtube.com"):
        assert shown in page
    assert set(re.findall(r'(?:src|srcset)="(https?:)?//', page)) == set()
    assert "<iframe" not in page


def test_a_picture_that_is_none_is_said_beside_it_and_the_rest_is_kept(site):
    marketer = site.staff()
    answer = send(marketer, begun(marketer), cover_file=(BytesIO(b"<svg/>"), "me.svg"), summary="Kept")
    assert answer.status_code == 422
    assert "not a picture we can show" in answer.text
    assert "Kept" in answer.text


def test_those_who_may_only_look_have_no_editor(site):
    asset = site.publish()
    for role in (Role.VIEWER, Role.OFFICER):
        visitor = site.staff(role)
        assert visitor.get(f"/studio/assets/{asset}/edit").status_code == 403
        assert visitor.get(f"/studio/assets/{asset}/versions").status_code == 200


def test_there_is_no_draft_of_nothing(site):
    assert site.staff().get(f"/studio/assets/{uuid4()}/edit").status_code == 404


@pytest.mark.parametrize("look", ["form", "inbox", "confirm", "deliver", "remind", "ready"])
def test_every_page_and_letter_about_a_draft_is_looked_at_in_each_language_with_the_words_in_force(site, look):
    marketer = site.staff()
    place = begun(marketer, title="Honest bread")
    field = {"form": "button", "ready": "button"}.get(look, "lead")
    texts = {f"wording.gate.{look}.{field}.{tag}": f"Own {tag} {{address}}" for tag in ("en", "zh-Hant")}
    if look != "inbox":
        texts = {name: text.replace("{address}", "{title}") for name, text in texts.items()}
    choosing.choose(texts, seen=0, by=None)
    for tag in ("en", "zh-Hant"):
        shown = marketer.get(f"{place.removesuffix('/edit')}/preview?look={look}&lang={tag}")
        assert f"Own {tag} " in shown.text
        assert "Honest bread" in shown.text
        assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    as_text = marketer.get(f"{place.removesuffix('/edit')}/preview?look={look}&as=text")
    assert (as_text.mimetype == "text/plain") == (look in ("confirm", "deliver", "remind"))
    assert site.mails() == []


def test_a_page_of_an_earlier_session_says_so_once_and_bears_the_new_token(site):
    asset, marketer = site.publish(), site.staff()
    path = f"/studio/assets/{asset}/edit"
    before = editor_form(marketer.get(path).text)
    send(marketer, path, title="Begun")
    again = site.visitor()
    again.fill("/staff/sign-in", email="marketer@bakery.example", password=PASSWORD)
    answer = again.post(
        path, data=before.values | {"act": "save", "title": "Typed before"}, headers={"X-Editor": "yes"}
    )
    assert answer.status_code == 422
    assert answer.text.count("data-old-page") == answer.text.count('class="refusal"') == 1
    assert editor_form(answer.text).values["csrf_token"] != before.values["csrf_token"]


def test_a_refusal_is_said_once_though_the_page_has_two_forms(site):
    marketer = site.staff()
    path = begun(marketer)
    before = editor_form(marketer.get(path).text)
    send(marketer, path, title="Of another window")
    answer = marketer.post(path, data=before.values | {"act": "save", "title": "Of this one"})
    assert answer.status_code == 409
    assert answer.text.count('class="refusal"') == 1
