"""What axe finds wrong with a page: with every rule, or with those that depend on colours alone."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(
    found => found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 200)]))"""


def faults(page: Page, scheme: str = "light") -> list[list[str]]:
    """Each rule that is broken in this colour scheme, and where first."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, EVERY_RULE)


def faults_of_colours(page: Page, scheme: str) -> list[list[str]]:
    """The same of a page already looked at, in another scheme: only colours change with it."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return page.evaluate(RUN, OF_COLOURS)
