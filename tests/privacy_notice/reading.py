"""The notice as a reader has it: kept by the clock, read from the page."""

import re
from html import unescape

from leadgate.privacy_notice.actions.keeping import keep


def kept(site):
    """Let the clock come by."""
    with site.app.app_context(), site.here.opened():
        keep()


def section(page, name):
    """The words of one section of a page."""
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page, re.S)
    assert found, name
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", found[1]).split()))


def notice(site, name, asked=""):
    """A section of the notice in force, after the clock has come by."""
    kept(site)
    return section(site.visitor().get(f"/privacy{asked}").text, name)
