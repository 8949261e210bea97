"""A real browser, and a running demonstration to look at."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import prepare
from tests.browser.shown import Shown
from tests.running import Running

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"),
]


def launch(playwright) -> Browser:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "chromium is missing; `make test` installs Debian's package"
    return playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Iterator[tuple[Running, list[Shown]]]:
    running = Running(tmp_path_factory.mktemp("demonstration"))
    running.command("migrate", "--demo")
    running.up()
    with running.here.opened():
        yield running, prepare(running)
    running.stop()
