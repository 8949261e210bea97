"""Writing a letter in a browser: the frame follows what is typed, and what is pasted keeps its lists and links."""

import re

from playwright.sync_api import expect

from leadgate.letters import queries
from leadgate.letters.actions import writing
from leadgate.letters.types import LetterWording, LinkButton, Passage
from tests.browser.pages import enter

BLOCKS = (Passage(key="text", text="First."), LinkButton(key="go", label="Go", url="https://example.org"))
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "one two");
  document.querySelector("textarea").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_what_is_typed_and_pasted_is_seen_beside_it_and_kept(browser, demonstration):
    with demonstration.here.opened():
        letter = writing.begin("Typed", "newsletter", {"en": LetterWording(subject="A", blocks=BLOCKS)})
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    enter(context, demonstration, "staff")
    page = context.new_page()
    page.goto(f"{demonstration.url}/studio/letters/{letter}/edit?open=block:text")
    frame, steps = page.frame_locator("iframe:last-of-type"), page.evaluate("history.length")
    expect(frame.get_by_text("First.")).to_be_visible()
    page.locator("textarea").press("Control+End")
    page.keyboard.type(" Second, ")
    page.keyboard.press("Control+b")
    page.keyboard.type("bold")
    expect(frame.locator("strong", has_text="bold")).to_be_visible()
    page.locator("textarea").press("Control+End")
    page.keyboard.type("\n\n")
    page.evaluate(PASTE, "<ul><li>one<li><a href='https://example.org/a'>two</a></ul>")
    expect(frame.get_by_role("link", name="two")).to_have_attribute("href", "https://example.org/a")
    page.get_by_role("button", name="Text alone").click()
    expect(frame.get_by_text(re.compile("- two"))).to_be_visible()
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("iframe[data-as=dark]")).to_have_count(1)
    page.locator("textarea").press("Alt+ArrowDown")
    expect(page.locator("li[data-moved]").first).to_contain_text("Go")
    expect(page.locator("[data-status]")).to_have_text("Saved")
    assert page.evaluate("history.length") == steps
    with demonstration.here.opened():
        kept = queries.wordings(letter)["en"].blocks
    assert [one.key for one in kept] == ["go", "text"]
    assert kept[1].text == "First. Second, **bold**\n\n- one\n- [two](https://example.org/a)"
