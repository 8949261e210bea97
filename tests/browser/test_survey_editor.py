"""Five questions in two languages: made on the editor's one page, published, answered, looked at, and read by PSPP.

What it costs in clicks and loaded pages is counted and stands in docs/surveys.md.
"""

import re
import subprocess
from pathlib import Path

import pyreadstat
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.survey_editor import documents
from leadgate.surveys.models import Survey
from tests.browser.pages import enter
from tests.surveys.scenes import chosen, respond

DOCS = Path(__file__).parents[2] / "docs" / "surveys.md"
SLUG = "what-brought-you-here"
KINDS = {
    "recommend": "recommending, 0 to 10 (NPS)",
    "heard": "one of several answers",
    "wants": "several of several answers",
    "words": "words of one's own",
    "satisfied": "satisfaction, 1 to 5 (CSAT)",
}
QUESTIONS = {
    "recommend": ("How likely are you to recommend us?", "您有多願意推薦我們？"),
    "heard": ("How did you hear of us?", "您是怎麼知道我們的？"),
    "wants": ("What matters to you?", "您重視什麼？"),
    "words": ("What was missing?", "缺了什麼？"),
    "satisfied": ("How satisfied are you?", "您有多滿意？"),
}
ANSWERS = {
    "heard": (["A friend", "A shop", "Search", "A talk", "Other"], ["朋友", "店裡", "搜尋", "演講", "其他"]),
    "wants": (
        ["Price", "Time", "Taste", "Looks", "Service", "Nothing"],
        ["價格", "時間", "口味", "外觀", "服務", "沒有"],
    ),
}


class Hand:
    """Somebody at a page, whose clicks and loaded pages are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("load", lambda _page: setattr(self, "loads", self.loads + 1))

    def click(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()
        self.clicks += 1

    def unfold(self, words: str) -> None:
        self.page.locator("summary", has_text=words).last.click()
        self.clicks += 1

    def type(self, *lines: str) -> None:
        """Type lines, with Enter after each, which leads to the next field."""
        for line in lines:
            self.page.keyboard.type(line)
            self.page.keyboard.press("Enter")

    def is_saved(self) -> None:
        expect(self.page.locator("[data-status]")).to_have_text("Saved")


def make_five(hand: Hand) -> None:
    for number, (name, kind) in enumerate(KINDS.items()):
        if number:
            hand.unfold("Add a question")
        hand.click(kind)
        expect(hand.page.locator(".open [name='label.en']")).to_be_focused()
        hand.type(QUESTIONS[name][0], *ANSWERS.get(name, ((),))[0])
        hand.is_saved()


def translate(hand: Hand) -> None:
    """Fill in the second language, which then stands beside the first."""
    page = hand.page
    page.locator("#survey button.line").click()
    page.get_by_role("button", name="Add 繁體中文").click()
    page.locator("[name='title.zh-Hant']").fill("您為何而來？")
    for name, (english, chinese) in QUESTIONS.items():
        page.locator("button.line", has_text=english).click()
        page.locator("[name='label.zh-Hant']").fill(chinese)
        if name in ANSWERS:
            page.locator("[name='choices.0.zh-Hant']").focus()
            hand.type(*ANSWERS[name][1])
        page.get_by_role("button", name="Done").click()
        expect(page.locator("li.open")).to_have_count(0)


@pytest.fixture
def hand(browser, demonstration) -> Hand:
    context = browser.new_context(locale="en")
    enter(context, demonstration, "staff")
    return Hand(context.new_page())


def test_five_questions_are_made_in_two_loads_translated_answered_and_read_by_pspp(
    hand, browser, demonstration, tmp_path
):
    url, page = demonstration.url, hand.page
    page.goto(f"{url}/studio/surveys/")
    hand.loads = 0
    page.get_by_role("link", name="Make a survey").click()
    hand.clicks += 1
    page.locator("[name=title]").fill("What brought you here?")
    hand.clicks += 1
    hand.click("Make it")
    make_five(hand)
    hand.click("Publish")
    expect(page.locator(".told a")).to_have_attribute("href", re.compile(f"/s/{SLUG}$"))
    assert hand.loads <= 2, "the form for a new survey, and the editor"
    assert hand.clicks <= 25, "half of the fifty it took before"
    assert f"{hand.clicks} clicks and {hand.loads} loaded pages" in DOCS.read_text(encoding="utf-8")

    translate(hand)
    expect(page.locator("p.error")).to_have_count(0)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".told")).to_contain_text("It is asked, just as it stands here")
    for language, at in (("en", 0), ("zh-Hant", 1)):
        asked = browser.new_context(locale=language).new_page()
        asked.goto(f"{url}/s/{SLUG}?lang={language}")
        for name, words in QUESTIONS.items():
            assert words[at] in asked.inner_text("main"), name
        for answer in (one[at] for lists in ANSWERS.values() for one in [*zip(*lists, strict=True)]):
            assert answer in asked.inner_text("main")
        asked.get_by_label(ANSWERS["heard"][at][-1], exact=True).check()
        asked.locator("[name='q.what_was_missing']").fill("A second oven")
        asked.locator("[name=agree]").check()
        asked.locator("main button.big").click()
        asked.wait_for_url("**/r/**")

    number = answered_by_ten()
    page.goto(f"{url}/studio/surveys/{number}/report/")
    page.get_by_text(QUESTIONS["recommend"][0]).first.wait_for()
    read_as_sav(page, f"{url}/studio/surveys/{number}/report/answers", tmp_path)


def answered_by_ten():
    forget_what_was_read()
    number = session().scalars(select(Survey.id).where(Survey.slug == SLUG)).one()
    for at in range(10):
        heard, wants = ("a_friend", "search")[at % 2], chosen("price", "taste")
        scores = {"how_likely_are_you_to_recommend_us": 8 + at % 3, "how_satisfied_are_you": 4}
        respond(number, {**scores, "how_did_you_hear_of_us": chosen(heard), "what_matters_to_you": wants})
    return number


def read_as_sav(page: Page, path: str, folder: Path) -> None:
    page.goto(path)
    page.locator("[name=aim][value=learn]").check()
    page.locator("[name=format]").select_option("sav")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    coming.value.save_as(folder / "answers.sav")
    table, about = pyreadstat.read_sav(folder / "answers.sav")
    assert len(table) == 12
    labels = about.column_names_to_labels
    assert all(any(label.startswith(words[0]) for label in labels.values()) for words in QUESTIONS.values())
    heard = next(name for name, label in labels.items() if label == QUESTIONS["heard"][0])
    assert set(ANSWERS["heard"][0]) <= set(about.variable_value_labels[heard].values())
    said = subprocess.run(
        ["pspp", "-O", "format=txt", "-e", "errors", "-"],
        input=f"GET FILE='answers.sav'.\nFREQUENCIES {heard}.\n",
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert QUESTIONS["heard"][0] in said.stdout
    assert re.search(r"A friend\W+5\b", said.stdout), said.stdout
    assert re.search(r"Other\W+2\b", said.stdout), said.stdout


SLOW = """const fast = fetch; window.fetch = async (...asked) => {
  const answer = await fast(...asked); await new Promise((go) => setTimeout(go, 400)); return answer; };"""


def test_what_is_typed_while_the_server_is_slow_is_neither_lost_nor_doubled(hand, demonstration):
    page = hand.page
    page.add_init_script(SLOW)
    page.goto(f"{demonstration.url}/studio/surveys/new")
    page.locator("[name=title]").fill("Slow and steady")
    hand.click("Make it")
    hand.click("one of several answers")
    hand.type("Which bread", "Rye", "Oat")  # the question is not there yet when the first key is pressed
    page.keyboard.type("Spelt")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    hand.is_saved()
    assert kept_answers() == {"Which bread": ["Rye", "Spelt!", "Oat"]}
    page.locator("[name='choices.2.en']").focus()
    lines = "\n".join(f"line {number}" for number in range(30))
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
        lines,
    )
    page.locator("[name='choices.0.en']").focus()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    hand.is_saved()
    expect(page.locator("[data-status]")).to_have_text("Saved")
    assert len(kept_answers()["Which bread"]) == 32
    page.locator("[name='choices.1.en']").fill("Never left")
    expect(page.locator("[data-status]")).to_be_empty()
    page.reload()
    expect(page.locator("[name='choices.1.en']")).to_have_value("Never left")
    page.get_by_role("button", name="Add a section").click()
    page.keyboard.type("More of it")
    page.keyboard.press("Tab")
    hand.is_saved()
    assert [one.title.get("en", "") for one in kept_survey().sections] == ["", "More of it"]


def kept_survey():
    forget_what_was_read()
    return documents.newest(session().scalars(select(Survey.id).where(Survey.slug == "slow-and-steady")).one())


def kept_answers():
    return {item.label["en"]: [one.label["en"] for one in item.choices] for item in kept_survey().items.values()}


LIES = """() => {
  const field = document.activeElement, { left, top, width, height } = field.getBoundingClientRect();
  const bar = document.querySelector("#draft .bar").getBoundingClientRect().bottom;
  const named = field.closest("fieldset").querySelector("legend").getBoundingClientRect().top;
  const seen = document.elementFromPoint(left + width / 2, top + height / 2) === field;
  return [seen, named >= bar, top + height <= innerHeight];
}"""


@pytest.mark.parametrize("width", [375, 1280])
def test_the_field_that_was_opened_and_what_it_is_called_lie_under_nothing(hand, demonstration, width):
    page = hand.page
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{demonstration.url}/studio/surveys/new")
    page.locator("[name=title]").fill(f"Many questions {width}")
    hand.click("Make it")
    page.wait_for_url("**/edit*")
    for _ in range(9):
        if page.locator(".menu[open]").count() == 0:
            hand.unfold("Add a question")
        hand.click("recommending, 0 to 10 (NPS)")
        expect(page.locator(".open [name='label.en']")).to_be_focused()
        assert page.evaluate(LIES) == [True, True, True], "one that was added"
    for line in (0, 1, 5, 8):
        page.locator("button.line").nth(line).click()
        expect(page.locator(".open [autofocus]")).to_be_focused()
        assert page.evaluate(LIES) == [True, True, True], line


def test_a_refused_survey_waits_for_its_author_and_an_ended_session_loses_no_word(browser, demonstration):
    context = browser.new_context(locale="en")
    enter(context, demonstration, "staff")
    mine, other = context.new_page(), context.new_page()
    mine.goto(f"{demonstration.url}/studio/surveys/new")
    mine.locator("[name=title]").fill("Of both")
    mine.get_by_role("button", name="Make it").click()
    mine.wait_for_url("**/edit*")
    for page in (mine, other):
        page.goto(mine.url.split("?")[0])
        page.locator("#survey button.line").click()
    title, theirs = mine.locator("[name='title.en']"), other.locator("[name='title.en']")
    theirs.fill("Of the other")
    theirs.press("Control+s")
    expect(other.locator("[data-status]")).to_have_text("Saved")
    title.click()
    title.press("End")
    title.press_sequentially(" and mine")
    title.press("Tab")
    refusal = mine.locator("#editor .refusal")
    expect(refusal).to_have_count(1)
    title.press_sequentially(" still")
    title.press("Tab")
    mine.wait_for_timeout(1_000)
    expect(refusal).to_be_visible()
    other.reload()
    assert theirs.input_value() == "Of the other"
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.locator("[data-status]")).to_have_text("Saved")
    context.clear_cookies()
    title.fill("Typed while signed out")
    title.press("Control+s")
    expect(mine.locator("[data-status]").get_by_role("link", name="Sign in")).to_have_attribute("target", "_blank")
    enter(context, demonstration, "staff")
    title.fill("Typed after signing in")
    title.press("Control+s")
    expect(mine.locator("[data-status]")).to_have_text("Saved")
    other.reload()
    assert theirs.input_value() == "Typed after signing in"
