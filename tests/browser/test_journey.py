"""The whole way of a prospect: a real PDF, a real browser, a real mail server, and the file byte for byte."""

import json
import re

import pytest
from sqlalchemy import select

from leadgate.assets.models import Asset
from leadgate.people.verification.models import Verification
from tests.browser.ways import every_way, on
from tests.facts import count
from tests.papers import PDF
from tests.running import leadgate
from tests.visitor import code_in

BIG_PDF = PDF + b"\n%" + bytes(range(256)) * 4_000


@pytest.fixture
def guide(visit, tmp_path) -> str:
    """The address of a guide behind a gate, published from the command line."""
    paper, slug = tmp_path / "guide.pdf", visit.named("guide")
    paper.write_bytes(BIG_PDF)
    words = ["asset", "publish", str(paper), "--slug", slug, "--title", "The guide", "--purpose", "newsletter"]
    url = visit.running.command(*words, "--ask", "name")
    assert url == f"{visit.url}/a/{slug}"
    return url


@every_way
def test_from_the_landing_page_to_the_file_byte_for_byte(browser, visit, guide, tmp_path, scripts):
    ada = visit.address("ada")
    context = browser.new_context(accept_downloads=True, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(guide)
    page.get_by_label("Your mail address").fill(ada)
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Monthly letter").check()
    page.get_by_role("button", name="Send it to me").click()
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(visit.link(ada, "confirm"))
    page.get_by_role("heading", name="Here it is").wait_for()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download", exact=True).click()
    downloading.value.save_as(tmp_path / "downloaded.pdf")
    assert downloading.value.suggested_filename == "guide.pdf"
    assert (tmp_path / "downloaded.pdf").read_bytes() == BIG_PDF
    proof(visit.running, ada, tmp_path)


def proof(running, email: str, tmp_path) -> None:
    """`consent proof` and `ledger verify` show and prove it; one changed byte is found and named."""
    path = tmp_path / "ada.jsonld"
    assert "4 receipts" in running.command("consent", "proof", email, "--out", str(path))
    document = json.loads(path.read_text())
    said = {(receipt["dpv:hasPurpose"], receipt["dpv:hasConsentStatus"]) for receipt in document["@graph"]}
    assert ("newsletter", "dpv:ConsentGiven") in said
    assert "lead to root" in running.command("ledger", "verify")
    assert "genuine" in running.command("ledger", "verify", str(path))
    key = ["--public-key", document["leadgate:public_key"]]
    assert "genuine" in running.command("ledger", "verify", str(path), *key)
    path.write_bytes(path.read_bytes().replace(b"One letter a month", b"One letter a Month"))
    done = leadgate("ledger", "verify", str(path), **running.environment)
    assert done.returncode == 1
    assert "was changed after it was signed" in done.stderr


@on("embedded")
def test_the_six_digits_and_another_browser_with_the_keyboard_alone(browser, visit, guide):
    noor = visit.address("noor")
    context = browser.new_context()
    page = context.new_page()
    page.goto(guide)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_label("Your mail address").focus()
    page.keyboard.type(noor)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your inbox").wait_for()
    text = visit.letter(noor)
    elsewhere = browser.new_context().new_page()
    elsewhere.goto(visit.link(noor, "confirm"))
    elsewhere.get_by_role("button", name="Yes, this is my address").wait_for()
    code = code_in(text)
    page.get_by_label("Six digits from the mail").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Here it is").wait_for()
    elsewhere.reload()
    elsewhere.get_by_role("heading", name="Already confirmed").wait_for()


@on("large")
def test_a_mistake_keeps_what_was_typed_and_the_focus_goes_there(browser, visit, guide):
    page = browser.new_context().new_page()
    page.goto(guide)
    page.get_by_label("Your mail address").fill("nobody")
    page.get_by_label("Name").fill("Ada")
    page.get_by_role("button", name="Send it to me").click()
    page.get_by_text("This does not look like a mail address").wait_for()
    page.locator("[name=email]:focus").wait_for()
    assert page.get_by_label("Name").input_value() == "Ada"
    assert page.get_by_label("Your mail address").input_value() == "nobody"
    with visit.running.here.opened():
        guide_id = select(Asset.id).where(Asset.slug == visit.named("guide")).scalar_subquery()
        asked = count(Verification, Verification.about == guide_id)
    assert asked == 0


@on("large")
def test_a_scanner_that_runs_a_whole_browser_confirms_nothing(browser, visit, guide):
    """It opens every link of the mail, waits, runs every script, and presses nothing."""
    ada = visit.address("ada")
    asking = browser.new_context().new_page()
    asking.goto(guide)
    asking.get_by_label("Your mail address").fill(ada)
    asking.get_by_role("button", name="Send it to me").click()
    text = visit.letter(ada)
    scanner = browser.new_context().new_page()
    for url in re.findall(r"http://127\S+", text):
        scanner.goto(url, wait_until="networkidle")
    asking.goto(visit.link(ada, "confirm"))
    asking.get_by_role("heading", name="Here it is").wait_for()
    assert "again" not in asking.url
