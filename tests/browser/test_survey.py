"""A survey with every kind of question: made in the studio, answered by keyboard in both languages, on another way for
other answers, left and taken up again, sent out as a file and brought back unchanged."""

import json

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.surveys.actions.responses import opened
from leadgate.surveys.models import Survey, SurveyResponse
from leadgate.surveys.types import ResponseState
from tests import size
from tests.browser.pages import enter
from tests.browser.ways import SCRIPTS
from tests.surveys.scenes import EVERYTHING, published, question, small

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
    "q.spends.flour": "70",
}
LEFT_BEFORE = "q.wants"


@pytest.fixture(scope="session")
def survey(chromium, demonstration, tmp_path_factory):
    """Made from a file and published in the studio, once: its name is taken then."""
    running = demonstration
    file = tmp_path_factory.mktemp("survey") / "everything.json"
    file.write_text(json.dumps({**EVERYTHING, "format": 1}), encoding="utf-8")
    context = chromium.new_context()
    page = made_from(file, studio(context, running), running, SLUG)
    page.click("form[action$=publication] button")
    assert page.locator(f"a[href$='/s/{SLUG}']").first.is_visible()
    address = page.url
    context.close()
    return running, address


def studio(context, running) -> Page:
    enter(context, running, "staff")
    return context.new_page()


def made_from(file, page: Page, running, slug: str) -> Page:
    """The page of a new survey, made from a file."""
    page.goto(f"{running.url}/studio/surveys/new")
    page.fill("[name=slug]", slug)
    page.set_input_files("[name=document]", file)
    page.click("main button.big")
    page.wait_for_url("**/edit")
    page.goto(page.url.removesuffix("/edit"))
    return page


def answer(page: Page, name: str, given: str | list[str]) -> None:
    """Fill in a field by keyboard."""
    if isinstance(given, list):
        for value in given:
            page.locator(f"[name='{name}'][value='{value}']").focus()
            page.keyboard.press("Space")
        return
    field = page.locator(f"[name='{name}']")
    if name.endswith(".other") and not field.is_visible():
        answer(page, name.removesuffix(".other"), ["other"])
    if field.get_attribute("type") == "date":
        field.fill(given)
        return
    field.focus()
    page.keyboard.type(given)


def slide_to(page: Page, given: str) -> None:
    """Answer on the slider, whose thumb says nothing before it is moved."""
    field = page.locator("[name='q.share']")
    assert field.input_value() == ""
    slider = page.get_by_role("slider")
    slider.focus()
    while field.input_value() != given:
        slider.press("ArrowLeft")


def onward(page: Page) -> None:
    page.locator("main button.big").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("language", "scripts"),
    [
        pytest.param(language, scripts, id=f"{language}, {SCRIPTS[scripts]}")
        for language in ("en", "zh-Hant")
        for scripts in SCRIPTS
        if size.ALL or (language == "en") == scripts
    ],
)
def test_every_kind_is_answered_by_keyboard_left_and_taken_up_again(browser, survey, language, scripts):
    running, _address = survey
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
        if scripts and name == "q.order.taste":
            page.get_by_role("button", name="taste" if language == "en" else "（taste）", exact=True).press("Enter")
        elif scripts and name == "q.share":
            slide_to(page, given)
        else:
            assert page.locator(f"[name^='{name}']").first.is_visible(), name
            answer(page, name, given)
        if name == "q.bakes":
            answer(page, "agree", ["y"])
        if name == "q.features.table.with":
            answer(page, "q.features.table.without", ["dislike"])
        if name == "q.spends.flour":
            told = page.locator("main [role=status]")
            assert not scripts or "30" in told.inner_text(), "what is left"
            answer(page, "q.spends.power", "30")
            assert not scripts or "100" in told.inner_text(), "all of it"
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
        "spends": {"flour": 70, "rent": 0, "power": 30},
        "features": {"table": ["like", "dislike"]},
    }


def test_other_answers_lead_another_way(browser, survey):
    running, _address = survey
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


def test_the_way_back_over_a_page_that_was_refused_asks_nothing(browser, survey):
    running, _address = survey
    page = browser.new_context().new_page()
    page.goto(f"{running.url}/s/{SLUG}")
    assert not page.locator("[name='q.bakes.other']").is_visible(), "nobody has chosen something else"
    answer(page, "q.bakes.other", "pies")
    answer(page, "q.bakes", ["bread"])
    assert not page.locator("[name='q.bakes.other']").is_visible()
    answer(page, "agree", ["y"])
    onward(page)
    for years in ("99", "12"):
        page.fill("[name='q.years']", years)
        onward(page)
    assert page.go_back().status == 200
    assert page.input_value("[name='q.years']") == "12"
    page.context.close()


def test_the_browsers_way_back_to_an_anonymous_page_that_was_sent_answers_nothing_twice(browser, survey):
    running, _address = survey
    published(small(question("why", "number", least=0, most=80), anonymous=True), slug="sent-once")
    page = browser.new_context().new_page()
    page.goto(f"{running.url}/s/sent-once")
    answer(page, "q.why", "12")
    onward(page)
    thanks = page.url
    page.go_back()
    answer(page, "q.why", "13")
    onward(page)
    assert "/thanks" in thanks
    assert "/thanks" not in page.url
    page.context.close()


def test_what_should_not_be_there_is_shown_and_not_stored(browser, survey):
    running, _address = survey
    page = browser.new_context().new_page()
    page.goto(f"{running.url}/s/{SLUG}")
    answer(page, "q.bakes.other", "sugar-free, for my diabetes")
    answer(page, "agree", ["y"])
    onward(page)
    assert "something about health: “diabetes”" in page.inner_text("main")
    assert page.input_value("[name='q.bakes.other']") == "sugar-free, for my diabetes", "it can be changed"
    page.context.close()


def test_it_goes_out_as_a_file_and_comes_back_the_same(browser, survey, tmp_path):
    running, address = survey
    page = studio(browser.new_context(), running)
    page.goto(address)
    first = brought_out(page, tmp_path / "first.json")
    second = brought_out(made_from(tmp_path / "first.json", page, running, "brought-back"), tmp_path / "second.json")
    assert first.pop("slug", SLUG) == SLUG
    assert second.pop("slug", "brought-back") == "brought-back"
    assert first == second


def brought_out(page: Page, file) -> dict[str, object]:
    with page.expect_download() as coming:
        page.click("a[href$='survey.json']")
    coming.value.save_as(file)
    return json.loads(file.read_text(encoding="utf-8"))
