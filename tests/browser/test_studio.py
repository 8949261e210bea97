"""The studio in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import enter
from tests.papers import MARKDOWN

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützen und alles, was man über Preise wissen muss"
FITS = """document.documentElement.scrollWidth <= document.documentElement.clientWidth &&
    [...document.querySelectorAll(".cover")].every(
        each => each.scrollWidth <= each.clientWidth && each.scrollHeight <= each.clientHeight)"""


def test_a_marketer_drops_a_file_gives_it_a_title_adds_a_field_and_a_long_title_fits_its_page(
    browser, demonstration, tmp_path
):
    running = demonstration
    paper = tmp_path / "new-paper.md"
    paper.write_bytes(MARKDOWN)
    context = browser.new_context()
    enter(context, running, "staff")
    page = context.new_page()
    page.goto(f"{running.url}/studio/assets/new")
    page.set_input_files("[name=file]", paper)
    page.get_by_text("new-paper.md is here").wait_for()
    assert page.get_by_label("Title", exact=True).input_value() == "New paper"
    page.get_by_label("Title", exact=True).fill("A brand new guide")
    shown = page.frame_locator("iframe")
    shown.locator("h1", has_text="A brand new guide").wait_for()
    page.get_by_label("What is inside (Markdown)").fill("**Bold** claims")
    shown.locator("strong", has_text="Bold").wait_for()
    page.reload()
    assert page.get_by_label("Title", exact=True).input_value() == "A brand new guide"
    page.get_by_role("button", name="Add a field").click()
    page.get_by_label("What it asks").fill("Company")
    page.get_by_label("Why you ask").fill("So that we know whom it helps")
    shown.get_by_label("Company").wait_for()
    looked = page.get_by_label("What is shown")
    for look, said in (("Delivery mail", "To the download"), ("Waiting page", "Nothing there?")):
        looked.select_option(label=look)
        shown.get_by_text(said).wait_for()
    page.get_by_label("Title", exact=True).fill(LONG)
    page.get_by_label("Name in the address").fill("brand-new")
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("It is live").wait_for()
    page.get_by_role("link", name=LONG).click()
    page.get_by_role("heading", name=LONG).wait_for()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.goto(f"{running.url}/a/brand-new").status == 200
    assert page.evaluate(FITS)
    page.goto(f"{running.url}/")
    assert page.evaluate(FITS)


def test_a_refused_draft_or_file_waits_for_its_author_who_hears_why_and_an_ended_session_loses_no_word(
    browser, demonstration, tmp_path
):
    running, context = demonstration, browser.new_context()
    enter(context, running, "staff")
    mine, other = context.new_page(), context.new_page()
    mine.goto(f"{running.url}/studio/assets/new")
    false = tmp_path / "fake.pdf"
    false.write_bytes(b"This is no PDF.")
    mine.set_input_files("[name=file]", false)
    why = mine.locator("#file-error")
    expect(why).to_contain_text("content of this file")
    said, status = why.text_content(), mine.locator("[data-status]")
    title = mine.get_by_label("Title", exact=True)
    title.fill("Of both")
    expect(status).to_have_text("Saved as a draft")
    mine.get_by_role("button", name="Publish").first.click()
    mine.get_by_text("cannot be published yet").wait_for()
    expect(why).to_have_text(said)

    other.goto(mine.url)
    other.get_by_label("Title", exact=True).fill("Of the other")
    expect(other.locator("[data-status]")).to_have_text("Saved as a draft")
    title.press("End")
    title.press_sequentially(" and mine")
    refusal = mine.locator(".refusal", has_text="changed elsewhere")
    expect(refusal).to_have_count(1)
    mine.locator("[name=summary]").fill("Typed after the warning")
    mine.locator("[name=summary]").blur()
    mine.wait_for_timeout(1_500)
    expect(refusal).to_be_visible()
    expect(status).to_contain_text("Not saved: this was changed elsewhere")
    expect(status).to_contain_text("still as you typed it: Title (there: “Of the other”).")
    other.reload()
    assert other.get_by_label("Title", exact=True).input_value() == "Of the other"
    mine.get_by_role("button", name="Keep as a draft").click()
    expect(status).to_have_text("Saved as a draft")
    other.reload()
    assert other.get_by_label("Title", exact=True).input_value() == "Of both and mine"

    context.clear_cookies()
    title.fill("Typed while signed out")
    with context.expect_page() as opened:
        status.get_by_role("link", name="Sign in").click()
    opened.value.close()
    enter(context, running, "staff")
    title.fill("Typed after signing in")
    expect(status).to_have_text("Saved as a draft")
    other.reload()
    assert other.get_by_label("Title", exact=True).input_value() == "Typed after signing in"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_owner_sees_a_letter_in_their_own_words_before_they_are_saved(browser, demonstration, has_scripts):
    context = browser.new_context(java_script_enabled=has_scripts)
    enter(context, demonstration, "staff")
    page = context.new_page()
    page.goto(f"{demonstration.url}/admin/settings/wordings/confirm")
    shown = page.frame_locator("iframe:last-of-type")
    shown.get_by_text("Somebody, probably you").wait_for()
    steps = page.evaluate("history.length") if has_scripts else None
    for words in ("You wanted this", "You wanted that"):
        page.locator("[name=lead-en]").fill(words)
        if not has_scripts:
            page.get_by_role("button", name="English", exact=True).click()
        shown.get_by_text(words).wait_for()
    if has_scripts:
        assert page.evaluate("history.length") == steps, "the way back leads past what was typed"
        assert page.evaluate("document.activeElement.name") == "lead-en"
