"""The form of a gate on somebody else's site, under a policy that allows two things: our script and our frame."""

import pytest
from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.assets.models import Asset
from leadgate.assets.types import VisitStep
from leadgate.foundation.db import forget_what_was_read, session
from tests.services import until

SHOP = "http://shop.example/"
SOMEBODY = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
PAGE = """<!doctype html><title>A shop</title><h1>Shop</h1>
<script async src="{url}/embed.js" data-gate="calm-pricing" data-title="Calm" data-source="shop"></script>
<script async src="{url}/embed.js" data-gate="calm-pricing-zh" data-title="Margin" data-lang="zh-Hant"></script>"""


@pytest.fixture
def shop(browser, demonstration):
    """A page of the shop, and what its policy refused."""
    context = browser.new_context(locale="en", user_agent=SOMEBODY)
    page, refused = context.new_page(), []
    policy = f"default-src 'none'; script-src {demonstration.url}; frame-src {demonstration.url}"
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    page.route(SHOP, lambda route: route.fulfill(body=PAGE.format(url=demonstration.url), headers=headers))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(SHOP)
    yield page
    assert refused == []


def test_two_forms_stand_on_one_page_each_as_high_as_it_is_and_no_cookie_is_set(shop):
    heights = "frames => frames.map(frame => frame.offsetHeight)"
    frames = shop.locator("iframe")
    until(lambda: frames.count() == 2)
    for number in range(2):
        frames.nth(number).scroll_into_view_if_needed()
        inside = frames.nth(number).content_frame
        inside.locator("form").wait_for()
        tall = inside.locator("body").evaluate("body => body.scrollHeight")
        own = frames.nth(number)
        until(lambda own=own, tall=tall: own.evaluate("frame => frame.style.height") == f"{tall}px")
    assert len(set(frames.evaluate_all(heights))) == 2, "each has its own"
    assert shop.context.cookies() == []
    assert frames.nth(1).content_frame.locator("html").get_attribute("lang") == "zh-Hant"


def test_what_is_typed_there_counts_as_started(shop, demonstration):
    asset = session().scalars(select(Asset.id).where(Asset.slug == "calm-pricing")).one()

    def started() -> int:
        forget_what_was_read()
        return analytics.total_of(asset, VisitStep.STARTED)

    before = started()
    frame = shop.locator("iframe").first
    frame.scroll_into_view_if_needed()
    frame.content_frame.locator("[name=email]").press_sequentially("ada@")
    until(lambda: started() == before + 1)
