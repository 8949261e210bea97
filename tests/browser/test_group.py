"""A group in a real browser: three people, two moderators, real mail; with and without JavaScript, and by keys."""

from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page as BrowserPage

from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.queries import group_named
from leadgate.groups.types import Admission
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.staff.actions import accounts
from tests.browser.visit import Visit
from tests.browser.ways import every_way, on
from tests.papers import PNG

MODERATORS = ("Mina", "Ole")
QUESTION = QuestionDraft("What do you bake?", "So that we know you.")
PASSWORD = "quiet river stones 42"


@dataclass(frozen=True)
class Place:
    """A group, and who comes there."""

    visit: Visit
    slug: str

    @property
    def url(self) -> str:
        return f"{self.visit.url}/g/{self.slug}"

    @property
    def desk(self) -> str:
        """Where it is moderated."""
        return f"{self.visit.url}/moderate/{self.slug}"

    def address(self, name: str) -> str:
        return self.visit.address(name.lower(), "bakery.example" if name in MODERATORS else "person.example")

    def letter(self, to: str, about: str) -> str:
        return self.visit.letter(self.address(to), about)

    def set(self, **changed: object) -> None:
        with self.visit.running.here.opened():
            page = replace(GroupPage("Bakers who price"), **changed)
            making.edit(group_named(self.slug).id, page, questions=[QUESTION], purposes=[])


@pytest.fixture
def place(visit, tmp_path) -> Place:
    """A group made from the command line; decisions are heard at once."""
    rules, place = tmp_path / "rules.md", Place(visit, visit.named("bakers"))
    rules.write_text("Be kind.")
    with visit.running.here.opened():
        for name in MODERATORS:
            accounts.add_account(place.address(name), Role.MODERATOR, PASSWORD)
    named = [word for name in MODERATORS for word in ("--moderator", f"{place.address(name)}={name}")]
    words = ["group", "add", place.slug, "--title", "Bakers who price", "--question", "What do you bake?"]
    assert visit.running.command(*words, "--rules", str(rules), *named) == place.url
    place.set(undo_minutes=0, again_after_days=0)
    return place


def ask(page: BrowserPage, place: Place, name: str) -> None:
    """Fill in the form as a stranger, and press the link in the mail."""
    page.goto(place.url)
    page.get_by_role("link", name="Ask to join").click()
    page.get_by_label("Your mail address").fill(place.address(name))
    _answer(page, name)
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(confirmation(place, name))
    page.get_by_role("heading", name="It waits for a moderator").wait_for()


def confirmation(place: Place, name: str) -> str:
    return place.visit.link(place.address(name), "confirm", "one press to confirm")


def ask_again(page: BrowserPage, place: Place) -> None:
    """Somebody who is signed in types no address."""
    page.goto(f"{place.url}/join")
    assert page.get_by_label("Your mail address").count() == 0
    _answer(page, "Ada, baker")
    page.get_by_role("heading", name="It waits for a moderator").wait_for()


def _answer(page: BrowserPage, name: str) -> None:
    page.get_by_label("Name in this group").fill(name)
    page.get_by_label("What do you bake?").fill("Rye")
    page.get_by_label("I have read the rules and keep to them").check()
    page.get_by_role("button", name="Ask to join").click()


def moderator(browser, place: Place, name: str, scripts: bool) -> BrowserPage:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{place.visit.url}/staff/sign-in")
    page.get_by_label("Mail address").fill(place.address(name))
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Moderation", exact=True).click()
    page.get_by_role("heading", name="Your groups").wait_for()
    page.get_by_role("link", name="Bakers who price").click()
    return page


@every_way
def test_ask_decline_ask_again_approve_post_report_hide_leave(browser, place, scripts):
    people = [browser.new_context(java_script_enabled=scripts).new_page() for _ in range(3)]
    ada, noor, tom = people
    for page, name in ((ada, "Ada"), (noor, "Noor"), (tom, "Tom")):
        ask(page, place, name)
    mina, ole = (moderator(browser, place, name, scripts) for name in MODERATORS)

    card = mina.locator("li", has=mina.get_by_role("heading", name="Ada"))
    card.get_by_text("Decline, ask back").click()
    card.get_by_label("Reason or question").fill("Tell us more about you.")
    card.get_by_role("button", name="Decline with this reason").click()
    mina.get_by_role("heading", name="Ada").wait_for(state="detached")
    assert "Tell us more about you." in place.letter("Ada", "declined")
    ada.reload()
    ada.get_by_text("Tell us more about you.").wait_for()

    # Ole's page is from before: he lets Ada in, is told that it was decided, and approves the others.
    ole.get_by_role("button", name="Approve Ada").click()
    ole.get_by_text("was decided, changed or taken back meanwhile").wait_for()
    for name in ("Noor", "Tom"):
        ole.get_by_role("button", name=f"Approve {name}").click()
        ole.get_by_role("heading", name=name).wait_for(state="detached")
    place.letter("Noor", "You are in")
    place.letter("Tom", "You are in")

    ask_again(ada, place)
    mina.reload()
    mina.get_by_text("Asked before").wait_for()
    mina.get_by_role("button", name="Approve Ada, baker").click()
    assert place.url in place.letter("Ada", "You are in")

    ada.goto(f"{place.url}/talks")
    ada.get_by_label("What it is about").fill("Flour")
    ada.get_by_label("What you want to say").fill("Buy *my* flour.")
    ada.get_by_role("button", name="Post it").click()
    ada.get_by_role("heading", name="Flour").wait_for()

    noor.goto(ada.url)
    noor.get_by_role("link", name="Report it").click()
    noor.get_by_label("spam or selling").check()
    noor.get_by_role("button", name="Report it").click()
    noor.get_by_text("Thank you.").wait_for()

    mina.get_by_role("link", name="Posts that wait").click()
    mina.get_by_label("Reason, in words the author will read").fill("No selling.")
    mina.get_by_role("button", name="Hide it").click()
    mina.get_by_text("No report waits.").wait_for()

    tom.goto(ada.url)
    tom.get_by_text("The moderators have hidden this.").wait_for()
    assert tom.get_by_text("my flour").count() == 0
    ada.reload()
    ada.get_by_text("No selling.").wait_for()

    ada.get_by_role("link", name="Leave", exact=True).click()
    ada.get_by_role("button", name="Leave").click()
    ada.get_by_role("heading", name="Your page").wait_for()
    gone = ada.goto(f"{place.url}/talks")
    assert gone.status == 404


@on("large")
def test_the_queue_by_keys_alone_with_undo(browser, place):
    place.set(undo_minutes=5)
    for name in ("Ada", "Noor"):
        ask(browser.new_context().new_page(), place, name)
    mina = moderator(browser, place, "Mina", True)
    mina.get_by_role("heading", name="Noor").wait_for()
    mina.wait_for_load_state()  # a key is heard once the page that came has loaded its script
    mina.keyboard.press("j")
    mina.keyboard.press("j")
    mina.keyboard.press("a")
    mina.get_by_text("nobody has heard of it yet").wait_for()
    mina.wait_for_load_state()
    assert mina.locator(".queue").get_by_role("heading", name="Noor").count() == 0
    mina.keyboard.press("u")
    mina.locator(".queue").get_by_role("heading", name="Noor").wait_for()
    mina.wait_for_load_state()
    mina.keyboard.press("j")
    mina.keyboard.press("d")
    mina.keyboard.type("Not yet.")
    mina.keyboard.press("Tab")
    mina.keyboard.press("Enter")
    mina.locator(".queue").get_by_role("heading", name="Ada").wait_for(state="detached")
    mina.wait_for_load_state()
    mina.keyboard.press("?")
    mina.get_by_role("heading", name="Keys").wait_for()


@on("embedded")
def test_a_moderator_sees_live_who_is_on_a_request_and_that_it_was_decided(browser, place):
    ask(browser.new_context().new_page(), place, "Ada")
    mina, ole = (moderator(browser, place, name, True) for name in MODERATORS)
    ole.get_by_role("heading", name="Ada").wait_for()
    mina.keyboard.press("j")
    ole.get_by_text("Mina is on it").wait_for()
    mina.keyboard.press("a")
    ole.get_by_text("was decided or changed just now").wait_for()


@every_way
def test_a_picture_a_ban_by_two_and_an_appeal_a_third_has_to_answer(browser, place, scripts):
    place.set(undo_minutes=0, again_after_days=0, second_pair=True)
    noor, tom = (browser.new_context(java_script_enabled=scripts).new_page() for _ in range(2))
    for page, name in ((noor, "Noor"), (tom, "Tom")):
        ask(page, place, name)
    mina, ole = (moderator(browser, place, name, scripts) for name in MODERATORS)
    for name in ("Noor", "Tom"):
        mina.get_by_role("button", name=f"Approve {name}").click()
        mina.get_by_role("heading", name=name).wait_for(state="detached")

    noor.goto(f"{place.url}/talks")
    noor.get_by_label("What it is about").fill("Our oven")
    noor.get_by_label("What you want to say").fill("Here it is.")
    noor.get_by_text("Add files or pictures").click()
    noor.get_by_label("Files or pictures").set_input_files({"name": "oven.png", "mimeType": "image/png", "buffer": PNG})
    noor.get_by_label("What can be seen in the pictures").fill("An oven, open")
    noor.get_by_role("button", name="Post it").click()
    noor.get_by_role("heading", name="Our oven").wait_for()
    tom.goto(noor.url)
    assert tom.get_by_role("img", name="An oven, open").evaluate("one => one.decode().then(() => one.naturalWidth)") > 0

    mina.get_by_role("link", name="Members").click()
    mina.get_by_role("link", name="Noor").click()
    mina.get_by_label("Ban: they leave").check()
    mina.get_by_label("Reason, in words the person will read").fill("You sell ovens.")
    mina.get_by_role("button", name="Do it").click()
    ole.goto(f"{place.desk}/sanctions")
    ole.get_by_role("button", name="Agree to the ban").click()
    assert "You sell ovens." in place.letter("Noor", "have banned you")
    gone = noor.goto(f"{place.url}/talks")
    assert gone.status == 404

    noor.goto(f"{place.url}/sanctions")
    noor.get_by_text("Appeal", exact=True).click()
    noor.get_by_label("Why it is wrong").fill("I showed my own.")
    noor.get_by_role("button", name="Send").click()
    mina.goto(f"{place.desk}/sanctions")
    mina.get_by_text("I showed my own.").wait_for()
    ole.goto(f"{place.desk}/sanctions")
    ole.get_by_label("Your answer").fill("You are right, sorry.")
    ole.get_by_role("button", name="Grant it").click()
    ole.get_by_text("another moderator has to decide this").wait_for()


def reach(page: BrowserPage, selector: str) -> None:
    """Go on with Tab until the focus is there; a page where that takes more than sixty steps is not one for keys."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(selector)


def typed(page: BrowserPage, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def pressed(page: BrowserPage, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


@every_way
def test_a_member_asks_speaks_searches_and_leaves_by_keys_alone(browser, place, scripts):
    place.set(admission=Admission.OPEN)
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(place.url)
    pressed(page, "main a[href$='/join']")
    page.wait_for_url("**/join")
    typed(page, "[name=email]", place.address("Ada"))
    typed(page, "[name=name]", "Ada")
    typed(page, "[name^=q]", "Rye")
    reach(page, "[name=rules]")
    page.keyboard.press("Space")
    pressed(page, "main button[type=submit]")
    page.get_by_role("heading", name="Check your inbox").wait_for()
    page.goto(confirmation(place, "Ada"))
    page.goto(f"{place.url}/talks")
    typed(page, "[name=title]", "Flour")
    typed(page, "[name=body]", "It costs more.")
    pressed(page, "form[enctype] button[type=submit]")
    page.get_by_role("heading", name="Flour").wait_for()
    pressed(page, "header a[href$='/talks']")
    page.get_by_role("heading", name="Talks").wait_for()
    typed(page, "[name=q]", "costs")
    page.keyboard.press("Enter")
    page.get_by_text("It costs more.").wait_for()
    pressed(page, "header a[href$='/leave']")
    page.get_by_role("heading", name="Leave the group").wait_for()
    pressed(page, "main button[type=submit]")
    page.get_by_role("heading", name="Your page").wait_for()
