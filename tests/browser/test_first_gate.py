"""A marketer's first five minutes: an own gate in their colours, somebody through it on a phone, and the lead."""

import csv
from datetime import timedelta
from io import BytesIO
from time import monotonic

from PIL import Image
from playwright.sync_api import Page, expect

from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from tests.browser.pages import PASSWORD
from tests.browser.visit import Visit
from tests.browser.ways import on
from tests.papers import MARKDOWN

FIVE_MINUTES = timedelta(minutes=5)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def signed_in(browser, visit: Visit) -> Page:
    """Somebody who owns the site and has seen nothing of it yet."""
    owner = visit.address("owner")
    with visit.running.here.opened():
        accounts.add_account(owner, Role.OWNER, PASSWORD)
    page = browser.new_context(accept_downloads=True).new_page()
    page.goto(f"{visit.url}/staff/sign-in")
    page.get_by_label("Mail address").fill(owner)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Home").wait_for()
    return page


def brand(page: Page, logo: bytes) -> None:
    page.locator(".rail summary", has_text="Organisation").click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Brand").first.click()
    page.get_by_label("Logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": logo})
    page.get_by_label("Accent colour", exact=True).fill("#7a1f3d")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved").first.wait_for()


def purpose(page: Page, title: str) -> None:
    page.get_by_role("link", name="Purposes").click()
    page.get_by_role("link", name="New purpose").click()
    page.locator("[name=title_en]").fill(title)
    page.locator("[name=text_en]").fill("One letter a month about bread. Each has a link that ends it.")
    page.get_by_role("button", name="Make it").click()


def publish(page: Page, visit: Visit, offered: str) -> str:
    """A landing page of a file that was dropped, with a field and the purpose; answers its address."""
    page.get_by_role("link", name="Landing pages", exact=True).click()
    page.get_by_role("link", name="Publish a file").click()
    file = {"name": "crumb.md", "mimeType": "text/markdown", "buffer": MARKDOWN}
    page.set_input_files("[name=file]", file)
    page.get_by_text("crumb.md is here").wait_for()
    page.get_by_label("Title", exact=True).fill("The crumb")
    page.get_by_label("Name in the address").fill(visit.named("crumb"))
    page.get_by_label(offered).check()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("It is live").wait_for()
    return f"{visit.url}/a/{visit.named('crumb')}"


@on("embedded")
def test_from_signing_in_to_a_lead_in_a_file_in_less_than_five_minutes_without_a_shell(browser, visit):
    began, letters, ada = monotonic(), f"Letters {visit.number}", visit.address("ada")
    page = signed_in(browser, visit)
    picture = BytesIO()
    Image.new("RGB", (240, 80), "#7a1f3d").save(picture, "PNG")
    brand(page, picture.getvalue())
    purpose(page, letters)
    gate = publish(page, visit, letters)
    phone = browser.new_context(**PHONE).new_page()
    phone.goto(f"{gate}?source=phone")
    expect(phone.get_by_label("Your mail address")).to_be_in_viewport()
    phone.get_by_label("Your mail address").fill(ada)
    phone.get_by_label(letters).check()
    phone.get_by_role("button", name="Send it to me").click()
    phone.goto(visit.link(ada, "confirm"))
    phone.get_by_role("heading", name="Here it is").wait_for()
    page.goto(f"{visit.url}/studio/leads/")
    page.get_by_role("link", name="Leads", exact=True).first.click()
    expect(page.get_by_text(ada)).to_be_visible()
    page.get_by_role("link", name="Export as a file").click()
    page.get_by_label(letters).check()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    with downloading.value.path().open(encoding="utf-8-sig") as file:
        [line] = csv.DictReader(file)
    assert line["email"] == ada
    assert monotonic() - began < FIVE_MINUTES.total_seconds()
