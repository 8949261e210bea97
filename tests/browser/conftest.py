"""A real browser; the two stacks that journeys are made on; and a running demonstration to look at.

Each is started once and goes on from test to test; `tests.dealing` gives all that share one to one process.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import join_staff, prepare
from tests.browser.shown import Shown
from tests.browser.visit import Stack, Visit, at_work
from tests.running import Running

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"),
    "--disable-features=BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",  # a test's site is no network's
]


def launch(playwright, *more: str) -> Browser:
    # The shell draws the same pages without a window's worth of work, in half the time.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "chromium is missing; `make test` installs Debian's package"
    return playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *more], headless=True)


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    opened = launch(playwright)
    yield opened
    opened.close()


@pytest.fixture
def browser(chromium) -> Iterator[Browser]:
    """The browser; what a test opened in it is closed with the test."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def embedded(request, tmp_path_factory) -> Iterator[Stack]:
    with at_work("embedded", tmp_path_factory.mktemp("embedded"), request) as stack:
        yield stack


@pytest.fixture(scope="session")
def large(request, tmp_path_factory) -> Iterator[Stack]:
    with at_work("large", tmp_path_factory.mktemp("large"), request) as stack:
        yield stack


@pytest.fixture
def visit(request) -> Visit:
    """A visit to the stack of the kind that the test names (`tests.browser.ways`)."""
    stack: Stack = request.getfixturevalue(request.param)
    return stack.visit()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Iterator[Running]:
    """What `make run` shows, with somebody on the staff; at a name, since passkeys are made for none but names."""
    folder = tmp_path_factory.mktemp("demonstration")
    running = Running(folder, "localhost", LEADGATE_EMBED_HOSTS="http://shop.example")
    running.command("migrate", "--demo")
    running.up()
    with running.here.opened():
        join_staff()
        yield running
    running.stop()


@pytest.fixture(scope="session")
def pages(demonstration) -> list[Shown]:
    """Every page there is, after more has happened on the demonstration."""
    return prepare(demonstration)
