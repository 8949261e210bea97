"""Every page as its readers meet it: axe finds nothing, nothing is foreign, nothing overflows or weighs much."""

import gzip
from io import BytesIO

import pytest

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from tests import size
from tests.browser.accessibility import faults, faults_of_colours
from tests.browser.machine_words import machine_words
from tests.browser.pages import LOOKING, enter
from tests.browser.screenshots import show
from tests.papers import PDF

BUDGET_BYTES = 40 * 1024
LEFT_OUT = r"""async () => {
  const known = [], whole = new CSSStyleSheet(), missing = []
  const each = (rules, take) => {
    for (const rule of rules) rule.cssRules?.length ? each(rule.cssRules, take) : take(rule.selectorText || "")
  }
  for (const sheet of document.styleSheets) each(sheet.cssRules, selector => known.push(selector))
  const files = ["pico.classless.min.css", "leadgate.css"].map(name => fetch(`/static/${name}`))
  const texts = (await Promise.all(files)).map(answer => answer.text())
  whole.replaceSync((await Promise.all(texts)).join("\n"))
  const loaded = known.join(","), inner = /::?(?:before|after|-[\w-]+|placeholder|marker|hover|active|focus[\w-]*)/g
  each(whole.cssRules, selector => {
    for (const one of selector.split(/,(?![^(]*\))/).map(one => one.trim()).filter(Boolean)) {
      let met = false
      try { met = document.querySelector(one.replace(inner, "") || "*") } catch { continue }
      if (met && !loaded.includes(one)) missing.push(one)
    }
  })
  return missing
}"""
"""Rules of the whole styles that something on the page meets, and that the page did not load."""
PARTS = 16
"""Into so many tests the pages are dealt, so that none of them takes long."""


def visits(browser, running, pages, part: int, **options):
    """A page of the browser opened on each page of a part, and what was asked for and said meanwhile."""
    for who in LOOKING:
        mine = [shown for at, shown in enumerate(pages) if at % PARTS == part and shown.who == who]
        if not mine:
            continue
        context = browser.new_context(**options)
        enter(context, running, who)
        page, asked, said = context.new_page(), [], []
        page.on("request", lambda request, into=asked: into.append(request.url))
        page.on("console", lambda message, into=said: into.append((message.type, message.text)))
        for shown in mine:
            asked.clear()
            said.clear()
            show(page, running, shown)
            yield shown, page, asked, said
        context.close()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_axe_finds_nothing_and_nothing_overflows_on_a_narrow_screen(browser, demonstration, pages, language, part):
    """Nor does a page ask anybody else for anything, or trip over its own policy. Axe looks at one language."""
    url, found = demonstration.url, []
    options = {"viewport": {"width": 320, "height": 700}, "locale": language}
    for shown, page, asked, said in visits(browser, demonstration, pages, part, **options):
        found += [(shown.name, "foreign", one) for one in asked if not one.startswith((url, "data:"))]
        found += [(shown.name, *one) for one in said if one[0] == "error" and "status of" not in one[1]]
        if language == "en" or size.ALL:  # the same elements in the same colours, whatever they say
            found += [(shown.name, *fault) for fault in faults(page)]
            found += [(shown.name, "dark", *fault) for fault in faults_of_colours(page, "dark")]
        found += [(shown.name, "not a word", one) for one in machine_words(page, language)]
        found += [(shown.name, "no rule", one) for one in page.evaluate(LEFT_OUT)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(shown.name, "overflow", wide)] if wide > 0 else []
    assert found == []


@pytest.mark.large("only colours change with the scheme, and those are looked at above")
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_axe_finds_nothing_on_a_page_that_was_dark_from_the_beginning(browser, demonstration, pages, language, part):
    options = {"viewport": {"width": 320, "height": 700}, "locale": language, "color_scheme": "dark"}
    seen = visits(browser, demonstration, pages, part, **options)
    assert [(shown.name, *fault) for shown, page, _, _ in seen for fault in faults(page, "dark")] == []


@pytest.mark.large("the same pages ask nobody on a narrow screen")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_asks_anybody_else_for_anything_on_a_wide_screen(browser, demonstration, pages, part):
    url = demonstration.url
    seen = visits(browser, demonstration, pages, part)
    assert [one for _, _, asked, _ in seen for one in asked if not one.startswith((url, "data:"))] == []


def test_a_public_page_weighs_little(browser, demonstration, pages):
    page, weight = browser.new_context().new_page(), {}
    page.on("response", lambda response: weight.update({response.url: weigh(response)}))  # an icon is asked for twice
    for shown in (one for one in pages if one.who == "prospect"):
        weight.clear()
        page.goto(demonstration.url + shown.path)
        assert sum(weight.values()) < BUDGET_BYTES, (shown.name, weight)


SIDES = """selectors => selectors.map(selector => {
  const element = document.querySelector(selector), text = document.createRange()
  text.selectNodeContents(element)
  const own = element.getBoundingClientRect(), its = text.getBoundingClientRect()
  return its.left - own.left > 1 ? "right" : "left"
})"""
"""Where the text of an element begins that is wider than it."""


@pytest.mark.parametrize(
    ("title", "summary", "sides"),
    [("دليل الخبز", "A summary.", ["right", "left", "left"]), ("A guide", "תקציר", ["left", "right", "left"])],
)
def test_each_text_runs_the_way_of_its_own_letters_and_the_page_as_its_language(
    browser, demonstration, title, summary, sides
):
    slug = f"runs-{sides[0]}"
    with demonstration.here.opened():
        publishing.publish(slug, AssetPage(title=title, summary=summary), BytesIO(PDF), "guide.pdf")
    page = browser.new_context(locale="en").new_page()
    page.goto(f"{demonstration.url}/a/{slug}")
    assert page.evaluate(SIDES, ["h1", "h1 ~ p, h1 + p", "footer p"]) == sides


def weigh(response) -> int:
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(response.body())) if kind.startswith(("text/", "application/javascript")) else 0


def test_only_the_two_cookies_that_are_needed_are_ever_set(browser, demonstration, pages):
    context = browser.new_context()
    page = context.new_page()
    for shown in (one for one in pages if one.who == "prospect" and not one.name.startswith("staff")):
        show(page, demonstration, shown)
    assert context.cookies() == []
