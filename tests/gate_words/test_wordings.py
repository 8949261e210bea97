"""What owners say in words of their own stands on every page and in every letter it is for, and nowhere breaks one."""

import re
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from leadgate.consent.queries import all_offers
from leadgate.foundation.configuration import versions
from leadgate.foundation.configuration.choices import WORDING
from leadgate.foundation.configuration.versions import SettingsVersion
from leadgate.foundation.permissions import Role
from leadgate.foundation.wordings.kinds import settings_of
from leadgate.foundation.wordings.showing import LONGEST_SUBJECT
from leadgate.site_settings.actions import choosing
from tests.browser_form import forms
from tests.cast import ADA
from tests.conftest import HOUSE
from tests.facts import count

WORDS = "/admin/settings/wordings"
PARTS = ("form", "inbox", "confirm", "deliver", "remind", "ready")


@pytest.fixture
def owner(site):
    return site.staff(Role.OWNER)


def said(owner, part, **words):
    """The form of a part, saved with other words; of a field `subject_en` is `subject-en`."""
    return owner.fill(f"{WORDS}/{part}", **{name.replace("_", "-"): text for name, text in words.items()})


def looked(owner, part, language="en", *, as_text=False, **words):
    """What the button for a look shows with these words typed."""
    form = next(one for one in forms(owner.get(f"{WORDS}/{part}").text) if one.action.startswith(WORDS))
    typed = form.values | {name.replace("_", "-"): text for name, text in words.items()}
    return owner.post(f"{WORDS}/{part}/preview?lang={language}{'&as=text' * as_text}", data=typed)


def kept_letter(site):
    """The newest letter as it left: its headers, its text, its HTML."""
    with site.here.opened():
        site.work()
    newest = max((site.here.settings.data_dir / "mail").rglob("*.eml"))
    mail = message_from_bytes(newest.read_bytes(), policy=default)
    parts = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    return mail, *(part.replace("\r\n", "\n") for part in parts)


def test_the_form_says_what_the_owner_says_wherever_it_stands_and_what_the_law_needs_stays(site, owner):
    site.publish()
    facts = "First, a letter.\n\n  Then {title}.  "
    assert said(owner, "form", heading_en="Get {title}", button_en="Yes, {title}!", facts_en=facts).status_code == 303
    for page in ("/a/guide", "/a/guide/embed"):
        shown = site.visitor().get(page).text
        assert '<h2 id="get-it">Get The guide</h2>' in shown
        assert '<button type="submit" class="big">Yes, The guide!</button>' in shown
        assert "<li>First, a letter.</li>" in shown
        assert "<li>Then The guide.</li>" in shown
        assert "everything you typed here is deleted after seven days" in shown
        assert "You can see, end and delete all of it at any time" in shown
        assert "What you ask us for by sending this" in shown
    assert 'href="#get-it">Get The guide</a>' in site.visitor().get("/a/guide").text
    assert "以郵件取得" in site.visitor().get("/a/guide?lang=zh-Hant").text


@contextmanager
def letters_leaving(site, monkeypatch):
    """As if a mail server were set, while pages say where letters are."""
    with monkeypatch.context() as patched:
        patched.setattr(site.here, "given", replace(site.here.given, smtp_url="smtp://mail.bakery.example"))
        yield


def test_the_pages_after_the_form_follow_with_what_people_agreed_to(site, owner, monkeypatch):
    site.publish()
    said(owner, "inbox", heading_en="Look into your mail", lead_en="It went to {address}:", step_en="Press our link.")
    said(owner, "ready", heading_en="Enjoy {title}", button_en="Take it", facts_en="Nothing to pay.")
    reader = site.visitor()
    with letters_leaving(site, monkeypatch):
        waiting = reader.get(reader.opt_in().location).text
    assert "<title>Look into your mail" in waiting
    assert "<h1>Look into your mail</h1>" in waiting
    assert f"It went to {ADA}:" in waiting
    assert "<li>Press our link.</li>" in waiting
    ready = reader.get(site.mail().link("confirm"), follow_redirects=True).text
    assert "<h1>Enjoy The guide</h1>" in ready
    assert ">Take it</a>" in ready
    assert "<li>Nothing to pay.</li>" in ready
    assert "as things stand, you agree to nothing else" in ready
    with letters_leaving(site, monkeypatch):
        framed = site.visitor().fill("/a/guide/embed", email="noor@example.org").text
    assert "<h1>Look into your mail</h1>" in framed


def test_letters_follow_in_subject_text_and_html(site, owner):
    site.publish()
    words = {"subject_en": "Your {title} from {site}", "heading_en": "» {title} «", "lead_en": "You asked <3 for:"}
    said(owner, "confirm", button_en="It is me & me", **words)
    said(owner, "deliver", button_en="Fetch it", **words)
    site.visitor().opt_in()
    mail, text, html = kept_letter(site)
    assert mail["Subject"] == "Your The guide from The Quiet Bakery"
    assert "You asked <3 for:\n\n    » The guide «\n" in text
    assert "<p>You asked &lt;3 for:</p>" in html
    assert "» The guide «" in html
    assert ">It is me &amp; me</a>" in html
    assert "This was not you?" in html
    site.visitor().get(site.mail().link("confirm"))
    site.confirmed()
    site.visitor().opt_in()
    mail, text, html = kept_letter(site)
    assert mail["Subject"] == "Your The guide from The Quiet Bakery"
    assert "» The guide «" in text
    assert ">Fetch it</a>" in html


def test_the_reminder_has_its_own_words_and_the_confirmations_below(owner):
    said(owner, "confirm", lead_en="You wanted:", button_en="Me")
    shown = looked(owner, "remind", subject_en="{title} waits", lead_en="Still there?").text
    assert "{title}" not in shown
    assert "The guide waits" in shown
    assert shown.index("Still there?") < shown.index("You wanted:") < shown.index(">Me</a>")


@pytest.mark.parametrize(
    ("part", "field", "text", "sentence"),
    [
        ("form", "heading-en", "Get {titel}", "Nothing is known here as {titel}. What can stand there: {title},"),
        ("form", "button-zh-Hant", "{address}", "Nothing is known here as {address}."),
        ("form", "heading-en", "Get {}", "There is nothing between { and }."),
        ("form", "heading-en", "Get <b>it</b>", "Plain text only: &lt;b&gt; would stand there"),
        ("form", "facts-en", "\n".join("1234567"), "At most 6 lines have room there."),
        ("form", "heading-en", "x" * 201, "Please use at most 200 signs; these are 201."),
        ("form", "heading-en", "a\u202eb", "There is a sign in it that cannot be seen."),
        ("inbox", "lead-en", "It is on its way", "{address} has to stand in it"),
        ("confirm", "heading-en", "Your download", "{title} has to stand in it"),
        ("confirm", "subject-en", "Hi\r\nBcc: all@example.org", "This has to be one line."),
        ("confirm", "subject-en", "=?utf-8?q?Hi=0D=0ABcc:_a@b.example?=", "Please leave out “=?”"),
        ("deliver", "subject-en", "{title.__class__}", "Nothing is known here as {title.__class__}."),
    ],
)
def test_words_that_do_not_fit_are_refused_at_their_line_and_kept(owner, part, field, text, sentence):
    refused = owner.fill(f"{WORDS}/{part}", **{field: text})
    assert refused.status_code == 422
    error = re.search(rf'class="error" id="{field}-error">(.*?)</p>', refused.text)[1]
    assert sentence in error.replace("&#39;", "'").replace("&#34;", '"')
    form = next(one for one in forms(refused.text) if field in one.names)
    assert form.values[field][0].split() == text.split()
    assert count(SettingsVersion) == 0


def test_a_title_can_make_no_header_of_a_subject_that_names_it(site, owner):
    said(owner, "confirm", subject_en="{title}")
    site.publish(title="=?utf-8?q?Hi=0D=0ABcc:_evil@example.org?= " + "麵包" * 150)
    site.visitor().opt_in()
    mail, _text, _html = kept_letter(site)
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("= ?utf-8?q?Hi=0D=0ABcc:_evil@example.org?= 麵包")
    assert len(mail["Subject"]) == LONGEST_SUBJECT


def test_the_default_comes_back_by_its_button_by_emptying_and_by_typing_it(owner):
    for back in ({"default": "heading-en"}, {"heading-en": ""}, {"heading-en": "Get it by mail"}):
        said(owner, "form", heading_en="Mine", button_zh_Hant="我要")
        page = owner.get(f"{WORDS}/form").text
        assert page.count(">Yours</span>") == 2
        assert ">2 of your own</span>" in page
        assert 'Default:</span> <span lang="en">Get it by mail' in page.replace("</span> Default:", "Default:</span>")
        form = next(one for one in forms(page) if "heading-en" in one.names)
        assert owner.post(f"{WORDS}/form", data=form.values | back).status_code == 303
        assert versions.newest()[0].texts == {"wording.gate.form.button.zh-Hant": "我要"}


def test_what_was_shown_when_can_be_said(owner):
    said(owner, "form", button_en="Send it")
    said(owner, "form", button_en="Send it now")
    newest, before = versions.newest(2)
    assert newest.texts["wording.gate.form.button.en"] == "Send it now"
    assert before.texts["wording.gate.form.button.en"] == "Send it"
    assert owner.get("/admin/settings").text.count("<span>Form: Button (English)</span>") == 2


def test_whoever_read_other_words_on_the_form_is_asked_once_more(site, owner):
    site.publish()
    reader = site.visitor()
    opened = next(one for one in forms(reader.get("/a/guide").text) if "email" in one.names)
    said(owner, "form", button_en="Send me the guide")
    again = reader.post("/a/guide", data=opened.values | {"email": ADA})
    assert again.status_code == 422
    assert "Send me the guide" in again.text
    assert f'value="{ADA}"' in again.text
    assert reader.post("/a/guide", data=forms(again.text)[-1].values).status_code == 303


def test_of_two_owners_who_word_the_same_the_second_is_told(site, owner):
    second = site.staff(Role.OWNER, "other@bakery.example")
    opened = next(one for one in forms(second.get(f"{WORDS}/form").text) if "heading-en" in one.names)
    said(owner, "form", heading_en="First")
    told = second.post(f"{WORDS}/form", data=opened.values | {"heading-en": "Second"})
    assert told.status_code == 409
    assert 'In force now: <span lang="en">First</span>' in told.text
    again = next(one for one in forms(told.text) if "heading-en" in one.names)
    assert again.values["heading-en"] == ["Second"]
    assert second.post(f"{WORDS}/form", data=again.values).status_code == 303


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("part", PARTS)
def test_every_page_and_letter_can_be_looked_at_with_what_is_typed_and_nothing_is_changed(site, owner, part, language):
    site.purpose()
    field = "facts" if part in ("form", "ready") else "lead"
    words = "Zwei Worte {address}" if part == "inbox" else "Zwei Worte"
    for as_text in (False, True):
        shown = looked(owner, part, language, as_text=as_text, **{f"{field}_{language}": words})
        assert shown.status_code == 200
        assert "Zwei Worte" in shown.text
        assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
        assert (f'<html lang="{language}"' in shown.text) or shown.mimetype == "text/plain"
        if part in ("confirm", "deliver", "remind"):
            assert shown.text.index({"en": "Subject:", "zh-Hant": "主旨："}[language]) < shown.text.index("Zwei Worte")
            policy = shown.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none';")
            assert policy.endswith("; sandbox allow-same-origin")
            assert all_offers(language)[-1].title in shown.text
    assert count(SettingsVersion) == 0
    assert site.mails() == []


def test_a_look_with_words_that_do_not_fit_says_what_is_wrong_with_them(owner):
    shown = looked(owner, "confirm", heading_en="Nothing named")
    assert shown.status_code == 422
    assert "{title} has to stand in it" in shown.text


def test_only_the_languages_of_the_site_are_asked_for_and_the_others_words_stay(owner):
    said(owner, "form", button_zh_Hant="我要")
    owner.fill("/admin/settings/site", languages="en")
    page = owner.get(f"{WORDS}/form").text
    assert 'name="button-en"' in page
    assert 'name="button-zh-Hant"' not in page
    said(owner, "form", button_en="Mine")
    assert versions.newest()[0].texts["wording.gate.form.button.zh-Hant"] == "我要"


def test_words_that_do_not_fit_any_more_give_way_to_the_default(site):
    texts = {"wording.gate.confirm.heading.en": "no title", "wording.gate.form.gone.en": "nowhere"}
    versions.add(1, texts, by=None)
    site.here.in_force.look_again()
    site.publish()
    site.visitor().opt_in()
    _mail, text, _html = kept_letter(site)
    assert "    The guide\n" in text


@pytest.mark.parametrize(
    ("name", "text"), [("gate.confirm.heading.en", "no title"), ("gate.form.gone.en", "x"), ("x.en", "x")]
)
def test_no_other_door_puts_words_in_force_that_do_not_fit(here, name, text):
    with here.opened(), pytest.raises(ValueError, match="wording"):
        choosing.choose({f"wording.{name}": text}, seen=0, by=None)


def test_every_wording_can_be_a_setting_and_its_default_fits_it(app):
    found = settings_of(HOUSE.provided("wordings"))
    assert len(found) == 2 * len(HOUSE.wordings)
    assert [name for name in found if not WORDING.fullmatch(name)] == []
    with app.app_context():
        for name, one in found.items():
            text = one.default_in(name.rpartition(".")[2])
            named = set(re.findall(r"\{(\w+)\}", text))
            assert set(one.needs) <= named <= set(one.placeholders), name
            assert "%(" not in text
