"""A browser for which every host is the test's own, and the sites that answer it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import launch
from tests.cookies.foreign import OURS, SITE, Web, described, script_for, serving


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    with serving() as sites:
        yield sites


@pytest.fixture(scope="session")
def anywhere(playwright, web) -> Iterator[Browser]:
    opened = launch(playwright, f"--host-resolver-rules=MAP *.example 127.0.0.1:{web.port}")
    yield opened
    opened.close()


@pytest.fixture
def sites(web) -> Web:
    """The sites, with nothing on them yet and nobody asked."""
    web.pages.clear()
    web.asked.clear()
    web.choices.clear()
    return web


@pytest.fixture
def visit(anywhere, sites) -> Iterator[Callable[..., Page]]:
    """Somebody opens a page of the shop, with a fresh profile: what stands in its body, and what the shop asks."""
    contexts: list[BrowserContext] = []

    def open_page(body: str = "", *, what: Any = None, gpc: bool = False, head: str = "", **options: Any) -> Page:
        settings, at = options.pop("settings", {}), options.pop("at", SITE)
        sites.put(OURS, "/c/shop.js", script_for(what or described(), **settings))
        page_of = f"<!doctype html><html lang=en><head>{head}<script src='http://{OURS}/c/shop.js'></script></head>"
        sites.put(at.partition(":")[0], "/", f"{page_of}<body><h1>Shop</h1>{body}</body></html>")
        context = anywhere.new_context(**{"locale": "en", **options})
        contexts.append(context)
        if gpc:
            context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))  # type: ignore[attr-defined]
        page.goto(f"http://{at}/")
        return page

    yield open_page
    faults = [fault for context in contexts for page in context.pages for fault in getattr(page, "faults", ())]
    for context in contexts:
        context.close()
    assert faults == []
