"""The studio in a real browser."""

from tests.browser.pages import enter
from tests.papers import MARKDOWN

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützen und alles, was man über Preise wissen muss"
FITS = """document.documentElement.scrollWidth <= document.documentElement.clientWidth &&
    [...document.querySelectorAll(".cover")].every(
        each => each.scrollWidth <= each.clientWidth && each.scrollHeight <= each.clientHeight)"""


def test_a_marketer_publishes_with_a_live_preview_and_a_long_title_fits_its_page_and_cover(
    browser, demonstration, tmp_path
):
    running = demonstration
    paper = tmp_path / "new.md"
    paper.write_bytes(MARKDOWN)
    context = browser.new_context()
    enter(context, running, "staff")
    page = context.new_page()
    page.goto(f"{running.url}/studio/assets/new")
    page.get_by_label("Title").fill("A brand new guide")
    page.locator("#preview h1", has_text="A brand new guide").wait_for()
    page.get_by_label("What is inside (Markdown)").fill("**Bold** claims")
    page.locator("#preview strong", has_text="Bold").wait_for()
    page.get_by_label("Title").fill(LONG)
    page.get_by_label("Name in the address").fill("brand-new")
    page.set_input_files("[name=file]", paper)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("It is live").wait_for()
    page.get_by_role("link", name=LONG).click()
    page.get_by_role("heading", name=LONG).wait_for()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.goto(f"{running.url}/a/brand-new").status == 200
    assert page.evaluate(FITS)
    page.goto(f"{running.url}/")
    assert page.evaluate(FITS)
