"""In a real browser: when a page asks who sits there, everything that was typed is still there, and goes through."""

from datetime import timedelta

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffSession
from tests.browser.pages import PASSWORD

EMAIL = "forgetful@bakery.example"
WORDS = "100 % typed: <b>not bold</b> & “quoted” 字"


@action
def time_goes_by() -> None:
    session().execute(update(StaffSession).values(proven_at=clock.now() - timedelta(minutes=11)))


def test_a_filled_form_waits_through_a_wrong_password_and_is_done_with_the_right_one(browser, demonstration):
    url, page = demonstration.url, browser.new_context().new_page()
    accounts.add_account(EMAIL, Role.OFFICER, PASSWORD)
    page.goto(f"{url}/staff/sign-in?next=/office/incidents")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("a[href^='/office/incidents/'][href*='-']").first.click()
    incident = page.url
    form = page.locator("form[action$='/remark'], form:has(button[formaction$='/remark'])").first
    form.locator("[name=words]").fill(WORDS)
    time_goes_by()
    form.locator("button[formaction$='/remark'], button[type=submit]").first.click()
    page.get_by_role("heading", name="Is it still you?").wait_for()
    page.locator("[name=proof-proof]").fill("not it")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("neither your password").wait_for()
    page.locator("[name=proof-proof]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(incident)
    assert page.get_by_text(WORDS).count() == 1
