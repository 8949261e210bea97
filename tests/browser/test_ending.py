"""Ending a consent takes no more steps than giving it, counted in a real browser; and one's own page needs no mouse."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from leadgate.consent.models import Purpose
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people
from tests.browser.test_journey import guide as guide
from tests.browser.visit import Visit
from tests.browser.ways import every_way, on


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


@pytest.fixture
def hand(browser, scripts):
    return Hand(browser.new_context(java_script_enabled=scripts).new_page())


def give(hand: Hand, visit: Visit, guide: str) -> int:
    """All it takes to say yes to the monthly letter, and nothing more."""
    hand.open(guide)
    hand.fill("Your mail address", visit.address("ada"))
    hand.tick("Monthly letter")
    hand.press("Send it to me")
    hand.page.get_by_role("heading", name="Check your inbox").wait_for()
    hand.open(visit.link(visit.address("ada"), "confirm"))
    hand.page.get_by_role("heading", name="Here it is").wait_for()
    return hand.counted()


def footer_link(visit: Visit) -> str:
    """What stands in the footer, and in `List-Unsubscribe`, of every monthly letter."""
    here = visit.running.here
    with here.opened():
        forget_what_was_read()
        person = people.person_with(parsed(visit.address("ada")))
        purpose = session().scalars(select(Purpose.id).where(Purpose.slug == "newsletter")).one()
        return f"{visit.url}/u/{here.tokens.make(UNSUBSCRIBE, person.id, purpose)}"


def sign_in_link(visit: Visit) -> str:
    return visit.link(visit.address("ada"), "me/sign-in", "sign-in link")


def sign_in(hand: Hand, visit: Visit) -> None:
    hand.open(f"{visit.url}/me/sign-in")
    hand.fill("Your mail address", visit.address("ada"))
    hand.page.keyboard.press("Enter")
    hand.page.get_by_role("heading", name="Check your inbox").wait_for()
    hand.open(sign_in_link(visit))
    hand.press("Sign in")
    hand.page.get_by_role("heading", name="Your page").wait_for()
    hand.counted()


@every_way
def test_ending_takes_fewer_steps_than_giving(hand, visit, guide):
    giving = give(hand, visit, guide)
    hand.open(footer_link(visit))
    hand.press("Stop this")
    hand.page.get_by_role("heading", name="Stopped").wait_for()
    ending = hand.counted()
    assert (giving, ending) == (5, 2)
    sign_in(hand, visit)
    assert hand.page.get_by_role("button", name="Yes, send me this").is_visible()


@every_way
def test_on_ones_own_page_no_is_one_press_as_yes_is_and_asks_nothing(hand, visit, guide):
    give(hand, visit, guide)
    sign_in(hand, visit)
    hand.press("Stop this")
    hand.page.get_by_role("button", name="Yes, send me this").wait_for()
    ending = hand.counted()
    hand.press("Yes, send me this")
    hand.page.get_by_role("button", name="Stop this").wait_for()
    assert ending == hand.counted() == 1


@on("embedded")
def test_a_whole_visit_to_ones_own_page_by_keyboard_alone(browser, visit, guide):
    """Sign in, end a consent, look at the data, and delete everything, with Tab, typing and Enter."""
    give(Hand(browser.new_context().new_page()), visit, guide)
    page = browser.new_context().new_page()
    page.goto(f"{visit.url}/me/sign-in")
    tab_to(page, "email")
    page.keyboard.type(visit.address("ada"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(sign_in_link(visit))
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
