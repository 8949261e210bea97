"""The studio in a real browser."""

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
