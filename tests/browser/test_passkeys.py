"""Passkeys in a real browser, with the authenticator that Chromium brings along for it."""

from playwright.sync_api import BrowserContext, Page

from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from tests.browser.accessibility import faults, faults_of_colours
from tests.browser.pages import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(context: BrowserContext, **differently: object) -> tuple[Page, object, str]:
    """A page whose browser has an authenticator; the line to it, and its id."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    added = line.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **differently}})
    return page, line, added["authenticatorId"]


def with_password(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/staff/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def register(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/staff/second-factor")
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Keep these recovery codes").wait_for()
    assert faults(page) == faults_of_colours(page, "dark") == []
    page.get_by_role("link", name="I have kept them").click()
    page.locator("strong", has_text=name).wait_for()
    assert faults(page) == faults_of_colours(page, "dark") == []


def signed_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Staff sign-in").wait_for()


def test_a_passkey_is_registered_and_is_the_whole_sign_in(browser, demonstration):
    url, context = demonstration.url, browser.new_context()
    accounts.add_account("by-finger@bakery.example", Role.MARKETER, PASSWORD)
    page, line, device = with_device(context)
    said = []
    page.on("console", lambda message: said.append((message.type, message.text)))
    with_password(page, url, "by-finger@bakery.example")
    page.wait_for_url("**/studio/")
    register(page, url, "Laptop")
    signed_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/studio/")
    kept = line.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [(one["rpId"], one["isResidentCredential"]) for one in kept] == [("localhost", True)]
    assert [one for one in said if one[0] in ("error", "warning")] == []


def test_a_security_key_without_a_reader_is_the_second_factor_alone(browser, demonstration):
    url, context = demonstration.url, browser.new_context()
    accounts.add_account("by-key@bakery.example", Role.MARKETER, PASSWORD)
    page, _line, _device = with_device(
        context, transport="usb", hasResidentKey=False, hasUserVerification=False, isUserVerified=False
    )
    with_password(page, url, "by-key@bakery.example")
    page.wait_for_url("**/studio/")
    register(page, url, "Key")
    signed_out(page)
    with_password(page, url, "by-key@bakery.example")
    page.get_by_role("heading", name="One more step").wait_for()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/studio/")


def test_where_the_device_has_none_the_page_says_so_and_the_password_is_still_there(browser, demonstration):
    page, _line, _device = with_device(browser.new_context(), isUserVerified=False)
    page.goto(f"{demonstration.url}/staff/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").get_by_text("No passkey came back").wait_for()
    assert page.get_by_label("Password").is_visible()
