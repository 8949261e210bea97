"""Writing a letter on one page: blocks, languages, undo, what is wrong, how it looks, a test to oneself."""

from io import BytesIO

import pytest
from PIL import Image

from leadgate.assets.actions.publishing import FormField
from leadgate.foundation.permissions import Role
from leadgate.letter_editor import shape
from leadgate.letters import queries
from leadgate.letters.types import Card, Heading, LinkButton, Passage, Picture
from tests.browser_form import forms
from tests.facts import forget_what_was_read

pytestmark = pytest.mark.both_databases("letters.actions.writing", "letters.actions.picturing")
FIELDS = [FormField("name", "Name", "So that we can greet you.")]


@pytest.fixture
def marketer(site):
    site.purpose()
    site.publish(asked=FIELDS, summary="How to raise prices.")
    return site.staff(Role.MARKETER)


def begun(marketer, starter="plain"):
    answer = marketer.fill("/studio/letters/new", name="The June letter", purpose="newsletter", starter=starter)
    return answer.headers["Location"].split("/")[3]


def said(letter):
    forget_what_was_read()
    return shape.aligned(queries.wordings(letter_id(letter)))


def letter_id(letter):
    from uuid import UUID

    return UUID(letter)


def sent_by(page, path):
    """What a browser would send of the page's form."""
    form = next(one for one in forms(page.text) if one.action == path)
    return {name: values[0] for name, values in form.values.items()}


def press(marketer, letter, act, here="", **typed):
    path = f"/studio/letters/{letter}/edit"
    return marketer.press(f"{path}?open={here}", path, act=act, **typed)


def test_a_letter_begins_with_a_starter_in_the_language_of_whoever_begins_it(site, marketer):
    letter = begun(marketer, "assets")
    [(language, wording)] = said(letter).items()
    assert language == "en"
    [heading, greeting, card] = wording.blocks
    assert (heading.level, greeting.text) == (1, "Hello {name|there},")
    assert (card.title, card.url) == ("The guide", f"{site.here.settings.base_url}/a/guide")
    assert "The June letter" in marketer.get("/studio/letters/").text


def test_blocks_are_added_typed_into_moved_copied_taken_out_and_all_of_it_is_undone(marketer):
    letter = begun(marketer)
    press(marketer, letter, "save", "letter", **{"subject.en": "In June", "preheader.en": "Three things"})
    added = press(marketer, letter, "add:button:end")
    [*_others, button] = said(letter)["en"].blocks
    assert added.headers["Location"].endswith(f"open=block:{button.key}#block:{button.key}")
    typed = {"block.label.en": "Read it", "block.url.en": "https://example.org/a"}
    press(marketer, letter, f"up:block:{button.key}", f"block:{button.key}", **typed)
    kinds = [type(one) for one in said(letter)["en"].blocks]
    assert kinds == [Passage, Passage, LinkButton, Passage]
    press(marketer, letter, f"copy:block:{button.key}", f"block:{button.key}")
    press(marketer, letter, f"remove:block:{button.key}")
    press(marketer, letter, f"place:{said(letter)['en'].blocks[2].key}:letter:0")
    blocks = said(letter)["en"].blocks
    assert [type(one) for one in blocks] == [LinkButton, Passage, Passage, Passage]
    assert (blocks[0].label, blocks[0].url) == ("Read it", "https://example.org/a")
    for _step in range(6):
        press(marketer, letter, "undo")
    assert said(letter)["en"].subject == ""
    assert "nothing more to undo" in press(marketer, letter, "undo").text
    for _step in range(6):
        press(marketer, letter, "redo")
    assert said(letter)["en"].blocks == blocks


def test_a_second_language_has_the_same_blocks_and_stands_beside_the_first(marketer):
    letter = begun(marketer, "news")
    press(marketer, letter, "speak:zh-Hant", "letter")
    button = said(letter)["en"].blocks[-1]
    typed = {"block.label.en": "Read", "block.url.en": "https://example.org/a", "block.label.zh-Hant": "閱讀"}
    press(marketer, letter, "save", f"block:{button.key}", **typed)
    wordings = said(letter)
    assert list(wordings) == ["en", "zh-Hant"]
    there = wordings["zh-Hant"].blocks[-1]
    assert (there.label, there.url) == ("閱讀", "https://example.org/a")
    assert "It has no subject yet." in marketer.get(f"/studio/letters/{letter}/edit").text
    press(marketer, letter, "unspeak:zh-Hant", "letter")
    assert list(said(letter)) == ["en"]
    press(marketer, letter, "undo")
    assert said(letter) == wordings


def test_two_windows_lose_nothing_of_what_is_typed(marketer):
    letter = begun(marketer)
    path = f"/studio/letters/{letter}/edit"
    old = sent_by(marketer.get(f"{path}?open=letter"), path)
    press(marketer, letter, "save", "letter", **{"subject.en": "Of the other window"})
    told = marketer.post(path, data={**old, "act": "save", "subject.en": "Of this one"})
    assert told.status_code == 409
    assert "was changed elsewhere" in told.text
    assert 'value="Of this one"' in told.text
    again = {**sent_by(told, path), "act": "save"}
    assert marketer.post(path, data=again).status_code == 303
    assert said(letter)["en"].subject == "Of this one"
    press(marketer, letter, "undo")
    assert said(letter)["en"].subject == "Of the other window"


def test_what_is_too_long_is_refused_and_stays_to_be_read(marketer):
    letter = begun(marketer)
    told = press(marketer, letter, "save", "letter", **{"subject.en": "x" * 301})
    assert told.status_code == 422
    assert "x" * 301 in told.text
    assert "longer than a letter can hold" in told.text


def png(size=(1600, 900), colour=(12, 90, 60, 255)):
    drawn = BytesIO()
    Image.new("RGBA", size, colour).save(drawn, "PNG")
    return drawn.getvalue()


def test_a_picture_is_drawn_anew_and_shown_to_everybody_for_good(site, marketer):
    letter = begun(marketer)
    press(marketer, letter, "add:picture:end")
    picture = said(letter)["en"].blocks[-1]
    path = f"/studio/letters/{letter}/edit"
    sent = sent_by(marketer.get(f"{path}?open=block:{picture.key}"), path)
    file = (BytesIO(png()), "me.png")
    marketer.post(path, data={**sent, "act": "save", "picture.file": file, "block.alt.en": "A field"})
    kept = said(letter)["en"].blocks[-1]
    assert (kept.alt, kept.width) == ("A field", 600)
    answer = site.visitor().get(kept.url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert Image.open(BytesIO(answer.data)).size == (1200, 675)
    refused = marketer.post(path, data={**sent, "act": "save", "picture.file": (BytesIO(b"no"), "a.png")})
    assert "not a picture we can show" in refused.text
    assert site.visitor().get("/letter-pictures/" + "0" * 64 + ".png").status_code == 404


def test_a_card_is_filled_with_what_is_published_and_can_be_reworded(marketer):
    letter = begun(marketer)
    press(marketer, letter, "add:card:end")
    card = said(letter)["en"].blocks[-1]
    from leadgate.assets import queries as assets

    asset = assets.published()[0]
    press(marketer, letter, "fill", f"block:{card.key}", about=f"asset:{asset.id}")
    filled = said(letter)["en"].blocks[-1]
    assert (filled.title, filled.text, filled.key) == (asset.title, asset.summary, card.key)
    press(marketer, letter, "save", f"block:{card.key}", **{"block.title.en": "Ours"})
    assert said(letter)["en"].blocks[-1].title == "Ours"
    press(marketer, letter, "fill", f"block:{card.key}", about="asset:gone")
    assert said(letter)["en"].blocks[-1].title == "Ours"


WRONG = [
    (Heading, {"text": "Big", "level": "1"}, "A large heading stands once"),
    (Passage, {"text": "Dear {nme}"}, "{nme} is no personal field"),
    (Passage, {"text": "Dear {name"}, "A brace is not closed here: “{name”."),
    (Passage, {"text": "[here](https://example.org/{name})"}, "cannot hold a personal field"),
    (Passage, {"text": "[here](example.org)"}, "“example.org” is no link"),
    (LinkButton, {"label": "Go", "url": "javascript:alert(1)"}, "“javascript:alert(1)” is no link"),
    (LinkButton, {}, "This button leads nowhere yet."),
    (Picture, {}, "There is no picture yet."),
    (Card, {}, "This card has no title yet."),
]


def test_what_is_wrong_is_said_at_its_block_and_kept_as_it_was_typed(marketer):
    letter = begun(marketer, "news")
    for kind, typed, sentence in WRONG:
        press(marketer, letter, f"add:{kind.__struct_config__.tag}:end")
        block = said(letter)["en"].blocks[-1]
        fields = {f"block.{name}" if name == "level" else f"block.{name}.en": value for name, value in typed.items()}
        press(marketer, letter, "save", f"block:{block.key}", **fields)
        page = marketer.get(f"/studio/letters/{letter}/edit?open=block:{block.key}").text
        told = page.partition(f'id="block:{block.key}"')[2].partition("menu:add")[0]
        assert sentence in told.replace("&#34;", '"'), sentence
        if "text" in typed:
            assert said(letter)["en"].blocks[-1].text == typed["text"]
        assert marketer.get(f"/studio/letters/{letter}/look").status_code == 200


def test_the_frame_shows_what_is_typed_keeps_nothing_and_asks_nobody_else(site, marketer):
    letter = begun(marketer)
    path = f"/studio/letters/{letter}/edit"
    sent = sent_by(marketer.get(f"{path}?open=letter"), path)
    seen = marketer.post(f"/studio/letters/{letter}/look?as=text", data={**sent, "subject.en": "Typed"})
    assert "Hello there," in seen.text
    dark = marketer.get(f"/studio/letters/{letter}/look?as=dark")
    assert "@media all" in dark.text
    assert "default-src 'none'" in dark.headers["Content-Security-Policy"]
    assert "@media not all" in marketer.get(f"/studio/letters/{letter}/look").text
    looked = marketer.post(path, data={**sent, "act": "look", "subject.en": "Typed"})
    assert "Typed" in looked.text
    assert said(letter)["en"].subject == ""


def test_a_test_goes_to_whoever_asks_and_to_nobody_else(site, marketer):
    letter = begun(marketer)
    refused = press(marketer, letter, "test", "letter")
    assert "needs a subject" in refused.text
    told = press(marketer, letter, "test", "letter", **{"subject.en": "For {name}"})
    assert "On its way to marketer@" in told.text
    site.work()
    [mail] = site.mails()
    assert mail.recipient.startswith("marketer@")
    assert mail.subject == "Test: For [Name]"
    assert "Hello there," in mail.text
    assert mail.person is None


def test_letters_are_duplicated_renamed_and_put_away(site, marketer):
    letter = begun(marketer, "news")
    copy = marketer.press("/studio/letters/", f"/studio/letters/{letter}/copy").headers["Location"].split("/")[3]
    assert [one.text for one in said(copy)["en"].blocks[:3]] == [one.text for one in said(letter)["en"].blocks[:3]]
    path = f"/studio/letters/{copy}/name"
    assert marketer.fill(path, name="July", purpose="newsletter").status_code == 303
    marketer.press("/studio/letters/", f"/studio/letters/{letter}/archive")
    listed = marketer.get("/studio/letters/").text
    assert "July" in listed
    assert "The June letter" not in listed
    assert "The June letter" in marketer.get("/studio/letters/?archived=yes").text
    marketer.press("/studio/letters/?archived=yes", f"/studio/letters/{letter}/archive", back="y")
    assert "The June letter" in marketer.get("/studio/letters/").text
