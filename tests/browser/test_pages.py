"""Every page as its readers meet it: axe finds nothing, nothing is foreign, nothing overflows or weighs much."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import LOOKING, enter
from tests.browser.screenshots import show

BUDGET_BYTES = 40 * 1024


def visits(browser, demonstration, **options):
    running, pages = demonstration
    for who in LOOKING:
        context = browser.new_context(**options)
        enter(context, running, who)
        for shown in (one for one in pages if one.who == who):
            page = context.new_page()
            yield running, page, shown
            page.close()
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_axe_finds_nothing_and_nothing_overflows_on_a_narrow_screen(browser, demonstration, scheme, language):
    axe, found = Axe(), []
    options = {"viewport": {"width": 320, "height": 700}, "color_scheme": scheme, "locale": language}
    for running, page, shown in visits(browser, demonstration, **options):
        show(page, running, shown)
        result = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        found += [(shown.name, fault["id"], fault["nodes"][0]["html"][:200]) for fault in result.response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(shown.name, "overflow", wide)] if wide > 0 else []
    assert found == []


def test_no_page_asks_anybody_else_for_anything_or_trips_over_its_own_policy(browser, demonstration):
    foreign, said = [], []
    for running, page, shown in visits(browser, demonstration):
        page.on("request", lambda request: foreign.append(request.url))
        page.on("console", lambda message, name=shown.name: said.append((name, message.type, message.text)))
        show(page, running, shown)
    assert [url for url in foreign if not url.startswith((running.url, "data:"))] == []
    assert [one for one in said if one[1] == "error" and "status of" not in one[2]] == []


def test_a_public_page_weighs_little(browser, demonstration):
    running, pages = demonstration
    context = browser.new_context()
    for shown in (one for one in pages if one.who == "prospect"):
        page, weight = context.new_page(), []
        page.on("response", lambda response, into=weight: into.append(weigh(response)))
        page.goto(running.url + shown.path)
        assert sum(weight) < BUDGET_BYTES, (shown.name, sum(weight))
        page.close()


def weigh(response) -> int:
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(response.body())) if kind.startswith(("text/", "application/javascript")) else 0


def test_only_the_two_cookies_that_are_needed_are_ever_set(browser, demonstration):
    running, pages = demonstration
    context = browser.new_context()
    page = context.new_page()
    for shown in (one for one in pages if one.who == "prospect" and not one.name.startswith("staff")):
        show(page, running, shown)
    assert context.cookies() == []
