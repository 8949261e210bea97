"""The whole way of a prospect: a real PDF, a real browser, a real mail server, and the file byte for byte."""

import json
import re
from email import message_from_bytes, policy

import pytest

from tests import services
from tests.faults.conftest import running as running
from tests.papers import PDF
from tests.running import leadgate
from tests.services import until

BIG_PDF = PDF + b"\n%" + bytes(range(256)) * 4_000


@pytest.fixture
def inbox(running):
    with services.smtp() as (box, url):
        running.environment["LEADGATE_SMTP_URL"] = url
        yield box


@pytest.fixture
def gate(running, inbox, tmp_path):
    """A guide behind a gate, published from the command line, everything running."""
    paper, notice = tmp_path / "guide.pdf", tmp_path / "newsletter.txt"
    paper.write_bytes(BIG_PDF)
    notice.write_text("One letter a month. Every letter has a link that ends it.")
    running.command("migrate")
    running.command("purpose", "add", "newsletter", "--title", "Monthly letter", "--text", str(notice))
    words = ["asset", "publish", str(paper), "--slug", "guide", "--title", "The guide", "--purpose", "newsletter"]
    url = running.command(*words, "--ask", "name")
    assert url == f"{running.url}/a/guide"
    running.up()
    return running


def newest_mail(inbox, recipient: str) -> str:
    until(lambda: any(recipient in recipients for recipients, _ in inbox.received))
    raw = next(raw for recipients, raw in reversed(inbox.received) if recipient in recipients)
    return message_from_bytes(raw, policy=policy.default).get_body(("plain",)).get_content()


def link(text: str, kind: str) -> str:
    return re.search(rf"http://\S+/{kind}/\S+", text)[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_landing_page_to_the_file_byte_for_byte(browser, gate, inbox, tmp_path, scripts):
    context = browser.new_context(accept_downloads=True, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{gate.url}/a/guide")
    page.get_by_label("Your mail address").fill("ada@person.example")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Monthly letter").check()
    page.get_by_role("button", name="Send it to me").click()
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(link(newest_mail(inbox, "ada@person.example"), "confirm"))
    page.get_by_role("heading", name="Here it is").wait_for()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download", exact=True).click()
    downloading.value.save_as(tmp_path / "downloaded.pdf")
    assert downloading.value.suggested_filename == "guide.pdf"
    assert (tmp_path / "downloaded.pdf").read_bytes() == BIG_PDF
    proof(gate, tmp_path)


def proof(gate, tmp_path) -> None:
    """`consent proof` and `ledger verify` show and prove it; one changed byte is found and named."""
    path = tmp_path / "ada.jsonld"
    assert "4 receipts" in gate.command("consent", "proof", "ada@person.example", "--out", str(path))
    document = json.loads(path.read_text())
    said = {(receipt["dpv:hasPurpose"], receipt["dpv:hasConsentStatus"]) for receipt in document["@graph"]}
    assert ("newsletter", "dpv:ConsentGiven") in said
    assert "lead to root" in gate.command("ledger", "verify")
    assert "genuine" in gate.command("ledger", "verify", str(path))
    key = ["--public-key", document["leadgate:public_key"]]
    assert "genuine" in gate.command("ledger", "verify", str(path), *key)
    path.write_bytes(path.read_bytes().replace(b"One letter a month", b"One letter a Month"))
    done = leadgate("ledger", "verify", str(path), **gate.environment)
    assert done.returncode == 1
    assert "was changed after it was signed" in done.stderr


def test_the_six_digits_and_another_browser_with_the_keyboard_alone(browser, gate, inbox):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{gate.url}/a/guide")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_label("Your mail address").focus()
    page.keyboard.type("noor@person.example")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your inbox").wait_for()
    text = newest_mail(inbox, "noor@person.example")
    elsewhere = browser.new_context().new_page()
    elsewhere.goto(link(text, "confirm"))
    elsewhere.get_by_role("button", name="Yes, this is my address").wait_for()
    code = re.search(r"(?<!\d)\d{6}(?!\d)", text)[0]
    page.get_by_label("Six digits from the mail").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Here it is").wait_for()
    elsewhere.reload()
    elsewhere.get_by_role("heading", name="Already confirmed").wait_for()


def test_a_mistake_keeps_what_was_typed_and_the_focus_goes_there(browser, gate, inbox):
    page = browser.new_context().new_page()
    page.goto(f"{gate.url}/a/guide")
    page.get_by_label("Your mail address").fill("nobody")
    page.get_by_label("Name").fill("Ada")
    page.get_by_role("button", name="Send it to me").click()
    page.get_by_text("This does not look like a mail address").wait_for()
    assert page.evaluate("document.activeElement.name") == "email"
    assert page.get_by_label("Name").input_value() == "Ada"
    assert page.get_by_label("Your mail address").input_value() == "nobody"
    assert inbox.received == []


def test_a_scanner_that_runs_a_whole_browser_confirms_nothing(browser, gate, inbox):
    """It opens every link of the mail, waits, runs every script, and presses nothing."""
    asking = browser.new_context().new_page()
    asking.goto(f"{gate.url}/a/guide")
    asking.get_by_label("Your mail address").fill("ada@person.example")
    asking.get_by_role("button", name="Send it to me").click()
    text = newest_mail(inbox, "ada@person.example")
    scanner = browser.new_context().new_page()
    for url in re.findall(r"http://127\S+", text):
        scanner.goto(url, wait_until="networkidle")
    asking.goto(link(text, "confirm"))
    asking.get_by_role("heading", name="Here it is").wait_for()
    assert "again" not in asking.url
