"""The studio in a real browser."""

from tests.browser.pages import enter
from tests.papers import PDF


def test_a_marketer_publishes_with_a_live_preview(browser, demonstration, tmp_path):
    running = demonstration
    paper = tmp_path / "new.pdf"
    paper.write_bytes(PDF)
    context = browser.new_context()
    enter(context, running, "staff")
    page = context.new_page()
    page.goto(f"{running.url}/studio/assets/new")
    page.get_by_label("Title").fill("A brand new guide")
    page.locator("#preview h1", has_text="A brand new guide").wait_for()
    page.get_by_label("What is inside (Markdown)").fill("**Bold** claims")
    page.locator("#preview strong", has_text="Bold").wait_for()
    page.get_by_label("Name in the address").fill("brand-new")
    page.set_input_files("[name=file]", paper)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", name="A brand new guide").wait_for()
    assert page.goto(f"{running.url}/a/brand-new").status == 200
