"""Whatever the link is like, the survey that is typed is the survey that is kept: the browser itself makes it slow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import enter, slow_down

FAST = -1
KINDS = ("short_text", "long_text", "number", "date", "choice", "choices", "ranking", "matrix", "nps", "csat", "ces")
KINDS += ("slider", "constant_sum")
WANTED = [
    ("choice", "What do you bake most?", ["Bread", "Cake", "Buns"]),
    ("choices", "Which flours do you use?", ["Wheat", "Rye", "Spelt", "Rice"]),
    ("short_text", "Your town", []),
    ("constant_sum", "Share 100", ["Price", "Quality", "Speed"]),
]
LINKS = [(0, FAST, 0), (80, 50_000, 0), (150, 50_000, 250), (300, FAST, 300), (600, 50_000, 0)]
"""Milliseconds to the server, bytes a second, and how many milliseconds somebody waits after a press."""


@pytest.fixture
def page(browser, demonstration) -> Page:
    context = browser.new_context(locale="en")
    enter(context, demonstration, "staff")
    page = context.new_page()
    page.goto(f"{demonstration.url}/studio/surveys/new")
    return page


def make(page: Page, title: str) -> None:
    page.locator("[name=title]").fill(title)
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/edit*")


def add_by_keys(page: Page, kind: str) -> None:
    summary = page.locator("summary", has_text="Add a question").last
    summary.focus()
    if not summary.evaluate("(one) => one.parentElement.open"):
        page.keyboard.press("Enter")
    for _ in range(KINDS.index(kind) + 1):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def kept(page: Page) -> list[tuple[str, str, list[str]]]:
    """The questions of the survey's file once everything has arrived."""
    expect(page.locator("[data-status]")).to_have_text("Saved", timeout=30_000)
    survey = page.request.get(page.url.split("?")[0].replace("/edit", "/survey.json")).json()
    items = [item for section in survey["sections"] for item in section.get("questions", [])]
    return [
        (item["kind"], item["label"].get("en"), [one["label"]["en"] for one in item.get("choices", [])])
        for item in items
    ]


@pytest.mark.parametrize(("latency", "speed", "pause"), LINKS)
def test_a_survey_typed_by_keys_is_kept_as_it_was_typed_on_any_link(page, latency, speed, pause):
    make(page, f"Typed {latency} {speed} {pause}")
    slow_down(page, latency, speed)
    for kind, label, answers in WANTED:
        add_by_keys(page, kind)
        if pause:
            page.keyboard.press("Shift", delay=pause)
        for line in (label, *answers):
            page.keyboard.type(line, delay=25)
            page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    assert kept(page) == WANTED


def press(page: Page, kind: str, times: int = 1) -> None:
    summary = page.locator("summary", has_text="Add a question").last
    if not summary.evaluate("(one) => one.parentElement.open"):
        summary.click()
    page.locator(f"button[value='add:questions:{kind}']").click(click_count=times, delay=20)


def test_what_is_done_before_the_server_has_answered_is_done_in_its_order(page):
    make(page, "In order")
    slow_down(page, 300, 50_000)
    press(page, "choice", times=2)  # whoever presses a button twice wants one question
    page.keyboard.insert_text("哪種麵包")  # as a way of writing puts it in
    page.keyboard.press("Enter")
    page.keyboard.type("Rye")
    page.keyboard.press("Backspace")
    page.keyboard.type("e\nOat\nSpelt")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.type("!\n")
    press(page, "nps")
    page.keyboard.type("Would you")
    page.keyboard.press("Tab")
    page.keyboard.type("never")  # below the left end
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # it has to be answered
    press(page, "short_text")
    page.keyboard.type("Where")
    page.keyboard.press("Control+s")
    wanted = [("choice", "哪種麵包", ["Rye", "Spelt!", "Oat"]), ("nps", "Would you", []), ("short_text", "Where", [])]
    assert kept(page) == wanted
    page.get_by_role("button", name="Would you").click()
    expect(page.locator("[name=required]")).to_be_checked()
    expect(page.locator("[name='left.en']")).to_have_value("never")


def test_answers_are_taken_out_and_moved_by_what_they_say_however_late_the_server_is(page):
    make(page, "Rows")
    press(page, "choice")
    page.keyboard.type("Which\nA\nB\nC\nD\n")
    expect(page.locator("[data-status]")).to_have_text("Saved")
    slow_down(page, 400, 50_000)
    page.get_by_role("button", name="Take out: Answers to choose from 2").click()
    page.locator("[data-row]:has([value=C]) button[value^=row-remove]").click()
    page.locator("[data-row]:has([value=D]) button[value^=row-up]").click()
    assert kept(page) == [("choice", "Which", ["D", "A"])]
    page.locator("[data-rows=choices] input[type=text]").first.fill("")
    page.keyboard.press("Enter")
    page.locator("[data-rows=choices] input[type=text]").nth(1).focus()
    expect(page.locator("[name='choices.0.en']")).to_have_value("A")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Control+s")
    assert kept(page) == [("choice", "Which", ["A!"])]


def test_a_button_whose_answer_does_not_come_is_pressed_again_with_all_that_was_typed_for_it(page):
    make(page, "Offline")
    page.context.set_offline(True)
    press(page, "short_text")
    page.keyboard.type("Still here")
    expect(page.locator("[data-status]")).to_contain_text("Not saved")
    expect(page.locator(".meanwhile textarea")).to_have_value("Still here")
    page.context.set_offline(False)
    page.keyboard.press("Control+s")
    assert kept(page) == [("short_text", "Still here", [])]


TEN_FRAMES = "async () => { for (let n = 0; n < 10; n++) await new Promise(requestAnimationFrame); }"


def test_the_page_does_not_move_between_a_press_and_its_release(page):
    make(page, "Pressed")
    slow_down(page, 1_500, FAST)  # long enough for all that follows, on a busy machine, too
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        press(page, "choice")
        page.locator("summary", has_text="Add a question").last.click()
        button = page.locator("button[value='add:questions:nps']")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
    page.evaluate(TEN_FRAMES)  # the answer is there, and would push the button away
    page.mouse.up()
    expect(page.locator("li[data-moved]")).to_have_count(2)
    assert [one[0] for one in kept(page)] == ["choice", "nps"]
