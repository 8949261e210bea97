"""A survey with every kind of question: made in the studio, answered by keyboard in both languages, on another way for
other answers, left and taken up again, sent out as a file and brought back unchanged."""

import json

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.surveys.actions.responses import opened
from leadgate.surveys.models import ResponseState, Survey, SurveyResponse
from tests.browser.pages import enter
from tests.surveys.scenes import EVERYTHING

SLUG = "in-the-browser"
PAGES = {
    "q.bakes": ["bread"],
    "q.years": "12",
    "q.since": "2014-05-01",
    "q.why": "Rising costs",
    "q.wants": ["price", "time"],
    "q.order.taste": "1",
    "q.agree.easy": ["yes"],
    "q.matters.": [],
    "q.features.table.with": ["like"],
    "q.nps": ["9"],
    "q.csat": ["4"],
    "q.ces": ["6"],
    "q.share": "40",
}
LEFT_BEFORE = "q.wants"


@pytest.fixture(scope="session")
def survey(browser, demonstration, tmp_path_factory):
    """Made from a file and published in the studio, once: its name is taken then."""
    running, _pages = demonstration
    file = tmp_path_factory.mktemp("survey") / "everything.json"
    file.write_text(json.dumps({**EVERYTHING, "format": 1}), encoding="utf-8")
    context = browser.new_context()
    enter(context, running, "staff")
    page = context.new_page()
    page.goto(f"{running.url}/studio/surveys/new")
    page.fill("[name=slug]", SLUG)
    page.set_input_files("[name=document]", file)
    page.click("main button.big")
    page.wait_for_url("**/edit")
    page.goto(page.url.removesuffix("/edit"))
    page.click("form[action$=publication] button")
    assert page.locator(f"a[href$='/s/{SLUG}']").first.is_visible()
    yield running, page
    context.close()


def answer(page: Page, name: str, given: str | list[str]) -> None:
    """Fill in a field by keyboard."""
    if isinstance(given, list):
        for value in given:
            page.locator(f"[name='{name}'][value='{value}']").focus()
            page.keyboard.press("Space")
        return
    field = page.locator(f"[name='{name}']")
    if field.get_attribute("type") == "date":
        field.fill(given)
        return
    field.focus()
    page.keyboard.type(given)


def onward(page: Page) -> None:
    page.locator("main button.big").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_kind_is_answered_by_keyboard_left_and_taken_up_again(browser, survey, language, scripts):
    running, _studio = survey
    begin = {"locale": language, "java_script_enabled": scripts}
    context = browser.new_context(**begin)
    page = context.new_page()
    page.goto(f"{running.url}/s/{SLUG}?lang={language}")
    assert EVERYTHING["title"][language] in page.title()
    for name, given in PAGES.items():
        if name == LEFT_BEFORE:
            link = page.locator("input[readonly]").get_attribute("value")
            context.close()
            context = browser.new_context(**begin)
            page = context.new_page()
            page.goto(f"{link}?lang={language}")
        assert page.locator(f"[name^='{name}']").first.is_visible(), name
        answer(page, name, given)
        if name == "q.bakes":
            answer(page, "agree", ["y"])
        if name == "q.features.table.with":
            answer(page, "q.features.table.without", ["dislike"])
        onward(page)
    assert EVERYTHING["thanks"][language] in page.inner_text("main")
    context.close()
    forget_what_was_read()
    mine = select(SurveyResponse).join(Survey, Survey.id == SurveyResponse.survey_id).where(Survey.slug == SLUG)
    row = session().scalars(mine.order_by(SurveyResponse.id.desc())).first()
    assert (row.state, row.language) == (ResponseState.FINISHED, language)
    assert opened(row).answers == {
        "bakes": {"chosen": ["bread"]},
        "years": 12,
        "since": "2014-05-01",
        "why": "Rising costs",
        "wants": {"chosen": ["price", "time"]},
        "order": ["taste"],
        "agree": {"easy": "yes"},
        "nps": 9,
        "csat": 4,
        "ces": 6,
        "share": 40,
        "features": {"table": ["like", "dislike"]},
    }


def test_other_answers_lead_another_way(browser, survey):
    running, _studio = survey
    page = browser.new_context().new_page()
    page.goto(f"{running.url}/s/{SLUG}")
    answer(page, "q.bakes", ["cakes"])
    answer(page, "agree", ["y"])
    onward(page)
    for name in ("q.years", "q.since"):
        assert page.locator(f"[name='{name}']").is_visible()
        onward(page)
    assert page.locator("[name='q.cakes_why']").is_visible(), "asked only of those who bake cakes"
    page.goto(f"{running.url}/s/{SLUG}")
    answer(page, "q.bakes.other", "pies")
    answer(page, "agree", ["y"])
    for _page in ("bakes", "years", "since"):
        onward(page)
    assert page.locator("[name='q.nps']").first.is_visible(), "the reasons are left out"
    page.context.close()


def test_what_should_not_be_there_is_shown_and_not_stored(browser, survey):
    running, _studio = survey
    page = browser.new_context().new_page()
    page.goto(f"{running.url}/s/{SLUG}")
    answer(page, "q.bakes.other", "sugar-free, for my diabetes")
    answer(page, "agree", ["y"])
    onward(page)
    assert "something about health: “diabetes”" in page.inner_text("main")
    assert page.input_value("[name='q.bakes.other']") == "sugar-free, for my diabetes", "it can be changed"
    page.context.close()


def test_it_goes_out_as_a_file_and_comes_back_the_same(survey, tmp_path):
    running, studio = survey
    files = []
    for slug in (SLUG, "brought-back"):
        with studio.expect_download() as coming:
            studio.click("a[href$='survey.json']")
        files.append(tmp_path / f"{slug}.json")
        coming.value.save_as(files[-1])
        if slug == SLUG:
            studio.goto(f"{running.url}/studio/surveys/new")
            studio.fill("[name=slug]", "brought-back")
            studio.set_input_files("[name=document]", files[-1])
            studio.click("main button.big")
            studio.wait_for_url("**/edit")
            studio.goto(studio.url.removesuffix("/edit"))
    first, second = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    assert first.pop("slug", SLUG) == SLUG
    assert second.pop("slug", "brought-back") == "brought-back"
    assert first == second
