"""The studio in a real browser."""

import pytest

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
