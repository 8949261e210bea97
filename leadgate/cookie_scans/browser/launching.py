"""Starting a browser for one scan, and ending it whatever became of it.

Playwright is asked for here and nowhere else, when a scan begins: whoever never scans needs none of it.
"""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import psutil

from leadgate.cookie_scans.browser.budget import MOST_MEMORY, Budget
from leadgate.cookie_scans.errors import NoBrowser, NoScanner

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOBODY = "http://127.0.0.1:9"
"""Where whatever belongs to no visit is sent: nothing listens there."""
ARGUMENTS = (
    "--disable-blink-features=AutomationControlled",
    "--disable-gpu",
    "--disable-quic",
    "--disable-features=DnsOverHttps,AsyncDns,MediaRouter,OptimizationHints,Translate,PreconnectToSearch",
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    # No name is looked up but by the gateway; only the gateway's own address is known.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--js-flags=--max-old-space-size=160",
    "--mute-audio",
    "--no-pings",
    "--renderer-process-limit=3",
    f"--proxy-server={NOBODY}",
    "--proxy-bypass-list=<-loopback>",
)
END_SECONDS = 3.0


def program(named: str) -> str:
    """The browser to start.

    Args:
        named: in the settings; empty for the system's Chromium.

    Raises:
        NoBrowser: there is none.
    """
    found = next(filter(None, map(shutil.which, [named] if named else PROGRAMS)), None)
    if found is None:
        raise NoBrowser
    return found


@contextlib.asynccontextmanager
async def browser(named: str, budget: Budget) -> "AsyncIterator[Browser]":
    """A browser, until the block ends; it ends the scan when it takes more memory than it may.

    Args:
        named: the program, as for `program`.
        budget: of the scan.

    Returns:
        A context.

    Raises:
        NoScanner: the optional part is not installed.
        NoBrowser: there is none, or it does not start.
    """
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        raise NoScanner from None
    mark = f"--leadgate-scan={token_hex(8)}"
    async with async_playwright() as player:
        started = await _started(player, program(named), mark)
        guard = asyncio.create_task(_minded(mark, budget))
        try:
            yield started
        finally:
            guard.cancel()
            with contextlib.suppress(Exception):
                async with asyncio.timeout(END_SECONDS):
                    await started.close()
            _kill(mark)


async def _started(player: "Playwright", path: str, mark: str) -> "Browser":
    from playwright.async_api import Error

    # Its own sandbox is refused to root, and where a container lets nobody make namespaces.
    for sandboxed in (True, False) if os.geteuid() else (False,):
        with contextlib.suppress(Error):
            return await player.chromium.launch(
                executable_path=path, args=[*ARGUMENTS, mark], chromium_sandbox=sandboxed, timeout=20_000
            )
    raise NoBrowser


def family(mark: str) -> list[psutil.Process]:
    """The processes of a browser that this process started.

    Args:
        mark: an argument of it.
    """
    below = psutil.Process().children(recursive=True)
    found = []
    for one in below:
        with contextlib.suppress(psutil.Error):
            if mark in one.cmdline():
                found += [one, *one.children(recursive=True)]
    return [*dict.fromkeys(found)]


def memory(mark: str) -> int:
    """The bytes a browser and the program that leads it hold, what they share counted once.

    Args:
        mark: an argument of the browser.
    """
    processes = family(mark)
    total = 0
    for one in {*processes, *filter(None, (each.parent() for each in processes[:1]))} - {psutil.Process()}:
        with contextlib.suppress(psutil.Error):
            total += _own_part(one)
    return total


def _own_part(one: psutil.Process) -> int:
    rollup = Path(f"/proc/{one.pid}/smaps_rollup")
    try:
        parts = (line.split() for line in rollup.read_text().splitlines())
        return next(int(line[1]) * 1024 for line in parts if line[0] == "Pss:")
    except (OSError, StopIteration):
        return int(one.memory_info().rss)


async def _minded(mark: str, budget: Budget) -> None:
    while True:
        await asyncio.sleep(0.7)
        if await asyncio.to_thread(memory, mark) > MOST_MEMORY:
            budget.end()
            _kill(mark)
            return


def _kill(mark: str) -> None:
    for one in family(mark):
        with contextlib.suppress(psutil.Error):
            one.kill()
