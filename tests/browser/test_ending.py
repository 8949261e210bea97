"""Ending a consent takes no more steps than giving it, counted in a real browser; and one's own page needs no mouse."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from leadgate.consent.models import Purpose
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.installation import Installation
from leadgate.foundation.tokens import UNSUBSCRIBE
from leadgate.people.models import Person
from tests.browser.test_journey import gate as gate
from tests.browser.test_journey import inbox as inbox
from tests.browser.test_journey import link, newest_mail
from tests.faults.conftest import running as running
from tests.services import until

ADA = "ada@person.example"


@dataclass
class Hand:
    """Somebody at a browser, who counts: a page opened, a field filled, a box ticked, a button pressed."""

    page: Page
    steps: int = 0

    def open(self, url: str) -> None:
        self.steps += 1
        self.page.goto(url)

    def fill(self, label: str, text: str) -> None:
        self.steps += 1
        self.page.get_by_label(label).fill(text)

    def tick(self, label: str) -> None:
        self.steps += 1
        self.page.get_by_label(label).check()

    def press(self, button: str) -> None:
        self.steps += 1
        self.page.get_by_role("button", name=button, exact=True).click()

    def counted(self) -> int:
        done, self.steps = self.steps, 0
        return done


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def hand(browser, request):
    return Hand(browser.new_context(java_script_enabled=request.param).new_page())


def give(hand: Hand, gate, inbox) -> int:
    """All it takes to say yes to the monthly letter, and nothing more."""
    hand.open(f"{gate.url}/a/guide")
    hand.fill("Your mail address", ADA)
    hand.tick("Monthly letter")
    hand.press("Send it to me")
    hand.page.get_by_role("heading", name="Check your inbox").wait_for()
    hand.open(link(newest_mail(inbox, ADA), "confirm"))
    hand.page.get_by_role("heading", name="Here it is").wait_for()
    return hand.counted()


def footer_link(here: Installation) -> str:
    """What stands in the footer, and in `List-Unsubscribe`, of every monthly letter."""
    forget_what_was_read()
    with here.opened():
        person = session().scalars(select(Person.id)).one()
        purpose = session().scalars(select(Purpose.id).where(Purpose.slug == "newsletter")).one()
        return f"{here.settings.base_url}/u/{here.tokens.make(UNSUBSCRIBE, person, purpose)}"


def sign_in_link(inbox) -> str:
    """The link of the newest sign-in letter, once it is there."""
    until(lambda: any(b"sign-in?token" in raw for _, raw in inbox.received))
    raw = next(raw for _, raw in reversed(inbox.received) if b"sign-in?token" in raw)
    text = message_from_bytes(raw, policy=policy.default).get_body(("plain",)).get_content()
    return re.search(r"http://\S+/me/sign-in\S+", text)[0]


def sign_in(hand: Hand, gate, inbox) -> None:
    hand.open(f"{gate.url}/me/sign-in")
    hand.fill("Your mail address", ADA)
    hand.page.keyboard.press("Enter")
    hand.page.get_by_role("heading", name="Check your inbox").wait_for()
    hand.open(sign_in_link(inbox))
    hand.press("Sign in")
    hand.page.get_by_role("heading", name="Your page").wait_for()
    hand.counted()


def test_ending_takes_fewer_steps_than_giving(hand, gate, inbox):
    giving = give(hand, gate, inbox)
    hand.open(footer_link(gate.here))
    hand.press("Stop this")
    hand.page.get_by_role("heading", name="Stopped").wait_for()
    ending = hand.counted()
    assert (giving, ending) == (5, 2)
    sign_in(hand, gate, inbox)
    assert hand.page.get_by_role("button", name="Yes, send me this").is_visible()


def test_on_ones_own_page_no_is_one_press_as_yes_is_and_asks_nothing(hand, gate, inbox):
    give(hand, gate, inbox)
    sign_in(hand, gate, inbox)
    hand.press("Stop this")
    hand.page.get_by_role("button", name="Yes, send me this").wait_for()
    ending = hand.counted()
    hand.press("Yes, send me this")
    hand.page.get_by_role("button", name="Stop this").wait_for()
    assert ending == hand.counted() == 1


def test_a_whole_visit_to_ones_own_page_by_keyboard_alone(browser, gate, inbox):
    """Sign in, end a consent, look at the data, and delete everything, with Tab, typing and Enter."""
    give(Hand(browser.new_context().new_page()), gate, inbox)
    page = browser.new_context().new_page()
    page.goto(f"{gate.url}/me/sign-in")
    tab_to(page, "email")
    page.keyboard.type(ADA)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(sign_in_link(inbox))
    for words, role, then in (  # what only the next page has: the old one must not pass for it
        ("Sign in", "heading", "Your page"),
        ("Stop this", "button", "Yes, send me this"),
        ("See everything we have about you, and why", "heading", "What we have about you"),
    ):
        tab_to(page, words)
        page.keyboard.press("Enter")
        page.get_by_role(role, name=then).first.wait_for()
    page.go_back()
    page.get_by_role("button", name="Yes, send me this").wait_for()
    tab_to(page, "Delete everything")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/delete")
    tab_to(page, "Delete everything")
    page.keyboard.press("Enter")
    page.wait_for_url("**/erasures/**")


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on a field of this name, or on a link or button of these words."""
    for _ in range(60):
        focus = page.evaluate("[document.activeElement.name, document.activeElement.textContent.trim()]")
        if what in focus:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {what}")
