"""Files that are chosen close together in the editor of assets all arrive, and Publish waits for them."""

import pytest
from playwright.sync_api import Page, expect

from tests.asset_editor.scenes import picture
from tests.browser.pages import enter, slow_down

LARGE = ("paper.txt", "text/plain", b"Bread. " * 60_000)
FAKE = ("fake.pdf", "application/pdf", b"This is no PDF. " * 20_000)


def choose(page: Page, field: str, file: tuple[str, str, bytes]) -> None:
    name, kind, content = file
    page.set_input_files(f"[name={field}]", {"name": name, "mimeType": kind, "buffer": content})


@pytest.fixture
def page(browser, demonstration) -> Page:
    context = browser.new_context(locale="en")
    enter(context, demonstration, "staff")
    page = context.new_page()
    page.goto(f"{demonstration.url}/studio/assets/new")
    slow_down(page, 20, 150_000)
    return page


def test_who_presses_publish_while_the_file_comes_is_told_and_need_not_press_again(page):
    choose(page, "file", LARGE)
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator("[data-status]")).to_contain_text("published as soon as the file is here")
    page.locator("[name=summary]").fill("Typed while it comes")
    page.get_by_text("It is live").wait_for()


def test_files_chosen_within_a_second_all_arrive(page):
    choose(page, "file", LARGE)
    choose(page, "cover_file", ("cover.jpg", "image/jpeg", picture("JPEG")))
    page.locator("[name=summary]").press_sequentially("Typed while they come", delay=90)
    expect(page.get_by_text("paper.txt is here")).to_be_visible()
    expect(page.get_by_label("Show it")).to_be_checked()
    expect(page.locator("[data-status]")).to_have_text("Saved as a draft")
    page.reload()
    expect(page.get_by_text("paper.txt is here")).to_be_visible()
    expect(page.get_by_label("Show it")).to_be_checked()
    choose(page, "cover_file", ("logo.svg", "image/svg+xml", b"<svg/>"))
    expect(page.locator("#cover_file-error")).to_contain_text("not a picture")


def test_a_file_that_is_refused_says_so_and_takes_no_other_one_with_it(page):
    choose(page, "file", FAKE)
    page.get_by_role("button", name="Publish").first.click()
    page.wait_for_timeout(500)
    choose(page, "cover_file", ("cover.png", "image/png", picture()))
    expect(page.locator("#file-error")).to_contain_text("content of this file")
    expect(page.get_by_label("Show it")).to_be_checked()
    expect(page.get_by_text("Not published: a file was refused")).to_be_visible()
    choose(page, "file", LARGE)
    choose(page, "cover_file", ("logo.svg", "image/svg+xml", b"<svg/>"))
    expect(page.get_by_text("paper.txt is here")).to_be_visible()
    expect(page.locator("#cover_file-error")).to_contain_text("not a picture")
