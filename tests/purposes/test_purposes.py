"""A marketer says what they want to write to people about, in each language, without a shell."""

import re

import pytest

from leadgate.consent import figures
from leadgate.consent.actions import answering
from leadgate.consent.queries import all_offers, offers
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.people import queries as people
from tests.browser_form import forms
from tests.cast import ADA, NOOR

ENGLISH = {"title_en": "Monthly letter", "text_en": "One letter a month about pricing."}


@pytest.fixture
def marketer(site):
    return site.staff()


def make(marketer, **fields):
    return marketer.fill("/studio/purposes/new", **{**ENGLISH, **fields})


def page(marketer):
    return marketer.get("/studio/purposes/monthly-letter").text


def test_a_purpose_is_on_the_form_of_a_page_that_ticks_it_in_the_readers_language(site, marketer):
    assert make(marketer, **{"title_zh-Hant": "每月來信", "text_zh-Hant": "每月一封。"}).status_code == 303
    site.publish(purposes=["monthly-letter"])
    assert "Monthly letter" in site.visitor().get("/a/guide").text
    assert "每月來信" in site.visitor().get("/a/guide?lang=zh-Hant").text
    assert "The guide" in page(marketer), "the page that offers it stands there"


def test_its_box_is_looked_at_before_anything_is_made(marketer):
    before = len(all_offers("en"))
    looked = make(marketer, recipients_en="Mill <Ltd>", look="1")
    assert looked.status_code == 200
    assert "One letter a month about pricing.<br>Your data goes to: Mill &lt;Ltd&gt;</p>" in looked.text
    assert len(all_offers("en")) == before
    assert make(marketer).status_code == 303, "one language is enough, and nobody has to be named"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title_en": "", "text_en": ""}, "Please word it in one language at least."),
        ({"text_en": ""}, "Title and text belong together."),
        ({"slug": "Big Letters"}, "Small letters, digits and hyphens only."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(marketer, fields, says):
    answer = make(marketer, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    form = next(one for one in forms(answer.text) if "title_en" in one.names)
    assert form.values["title_en"] == [fields.get("title_en", ENGLISH["title_en"])]


def test_a_purpose_that_was_made_leads_on_to_the_next_step_and_to_the_pages_that_can_offer_it(site, marketer):
    made = make(marketer)
    page = marketer.get(made.location).text
    assert re.search(r'<p class="next-step">.*<a href=', page)
    assert 'href="/studio/assets/">All landing pages</a>' in page
    assert "no words in 繁體中文" in page


def test_two_purposes_of_one_title_have_names_of_their_own_and_a_name_is_taken_once(marketer):
    make(marketer)
    make(marketer, text_en="Another one.")
    assert {one.slug for one in all_offers("en")} >= {"monthly-letter", "monthly-letter-2"}
    assert make(marketer, slug="monthly-letter").status_code == 409


def test_another_wording_is_a_new_version_and_the_old_one_stays(site, marketer):
    make(marketer)
    answer = marketer.fill("/studio/purposes/monthly-letter/wording", text_en="One letter a month, or fewer.")
    assert answer.status_code == 303
    [offer] = offers(["monthly-letter"], "en")
    assert (offer.version, offer.text) == (2, "One letter a month, or fewer.")
    assert ENGLISH["text_en"] in page(marketer)
    again = marketer.fill("/studio/purposes/monthly-letter/wording", text_en="One letter a month, or fewer.")
    assert again.status_code == 409
    assert "already in use" in again.text


def test_it_counts_who_agrees_who_does_not_and_who_ended_it(site, marketer):
    make(marketer)
    site.publish(purposes=["monthly-letter"])
    site.confirmed(consent=["monthly-letter"])
    site.confirmed(email=NOOR)
    [one] = [found for found in figures.every_purpose() if found.purpose.slug == "monthly-letter"]
    assert (one.yes, one.no, one.ended) == (1, 1, 0)
    ada = people.person_with(parsed(ADA))
    answering.withdraw_by_name(ada.id, "monthly-letter", method="own-page")
    [one] = [found for found in figures.every_purpose() if found.purpose.slug == "monthly-letter"]
    assert (one.yes, one.no, one.ended) == (0, 1, 1)


def test_a_retired_purpose_is_offered_no_more_and_can_be_offered_again(site, marketer):
    make(marketer)
    site.publish(purposes=["monthly-letter"])
    state = "/studio/purposes/monthly-letter/state"
    marketer.press("/studio/purposes/monthly-letter", state, state="retired")
    assert "Monthly letter" not in site.visitor().get("/a/guide").text
    marketer.press("/studio/purposes/monthly-letter", state, state="offered")
    assert [one.slug for one in offers(["monthly-letter"], "en")] == ["monthly-letter"]


def test_a_viewer_sees_the_figures_and_no_button(site, marketer):
    make(marketer)
    seen = page(site.staff(Role.VIEWER))
    assert "Agree now" in seen
    assert "Word it otherwise" not in seen
