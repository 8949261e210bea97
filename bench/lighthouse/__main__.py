"""`make lighthouse`: every page of a demonstration by Lighthouse, on a phone with slow 4G and a fourth of this
machine's speed; prints what is below 100, and writes `bench/results.json` and the table in `docs/benchmarks.md`.

`python -m bench.lighthouse landing` measures the pages whose names say so and leaves the others as they were.
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.lighthouse.kept import CATEGORIES, keep
from tests.browser.conftest import FLAGS, launch
from tests.browser.pages import LOOKING, enter, join_staff, prepare
from tests.browser.shown import Shown
from tests.running import Running
from tests.services import free_port

LIGHTHOUSE = Path(".venv/lighthouse/node_modules/lighthouse/cli/index.js")
RUNS = 3
"""A page whose first look is not 100 in everything is looked at so often, and the median counts."""
NOT_FOUND_BY_SEARCH = {"is-crawlable", "http-status-code"}
"""Pages of one person and of the staff ask not to be found; that Lighthouse minds is what they are for."""


def main() -> None:
    """Measure every page, or those whose names hold a word."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    running = Running(Path(tempfile.mkdtemp()), "localhost")
    running.command("migrate", "--demo")
    running.up()
    try:
        with running.here.opened(), sync_playwright() as playwright:
            browser = launch(playwright)
            join_staff()
            pages = [one for one in prepare(running) if not one.fill and only in one.name]
            for who in LOOKING:
                for row in _measured(browser, running, who, pages):
                    keep([row])
    finally:
        running.stop()


def _measured(browser: Browser, running: Running, who: str, pages: Sequence[Shown]) -> Iterator[dict[str, object]]:
    mine = [one for one in pages if one.who == who]
    if not mine:
        return
    context = browser.new_context()
    enter(context, running, who)
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    context.close()
    with _chromium() as port:
        for shown in mine:
            row = _row(shown, running.url + shown.path, cookie, port)
            print(row, file=sys.stderr)
            yield row


def _row(shown: Shown, url: str, cookie: str, port: int) -> dict[str, object]:
    """The scores of a page, its largest contentful paint and what was sent of it; medians where a look was not 100."""
    looks = [_look(url, cookie, port)]
    if any(looks[0][name] not in (100, None) for name in CATEGORIES[:3]):
        looks += [_look(url, cookie, port) for _ in range(RUNS - 1)]
    figures = {name: _median([one[name] for one in looks]) for name in looks[0] if name != "minded"}
    return {"page": shown.name, "who": shown.who, **figures, "minded": looks[0]["minded"]}


def _median(values: Sequence[object]) -> object:
    told = [one for one in values if isinstance(one, int | float)]
    return round(statistics.median(told)) if told else None


def _look(url: str, cookie: str, port: int) -> dict[str, object]:
    headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
    command = [
        "node",
        str(LIGHTHOUSE),
        url,
        "--port",
        str(port),
        "--output",
        "json",
        "--quiet",
        "--ignore-status-code",
        *headers,
    ]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ | {"NO_UPDATE_NOTIFIER": "1"})
    found = json.loads(said.stdout)
    audits, categories = found["audits"], found["categories"]
    hides = audits["is-crawlable"]["score"] == 0 or audits["http-status-code"]["score"] == 0
    scores = {
        name: None if (name == "seo" and hides) or score["score"] is None else round(score["score"] * 100)
        for name, score in categories.items()
    }
    minded = [
        one["id"]
        for category in categories.values()
        for one in category["auditRefs"]
        if one["weight"] and audits[one["id"]]["score"] not in (None, 1) and one["id"] not in NOT_FOUND_BY_SEARCH
    ]
    paint = audits["largest-contentful-paint"].get("numericValue")
    sent = audits["total-byte-weight"].get("numericValue")
    return {**scores, "lcp_ms": paint and round(paint), "bytes": sent and round(sent), "minded": minded}


@contextmanager
def _chromium() -> Iterator[int]:
    """A browser with an open port, which Lighthouse looks with: one for many pages."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
    port, folder = free_port(), tempfile.mkdtemp()
    own = [f"--remote-debugging-port={port}", f"--user-data-dir={folder}", "about:blank"]
    # Debian's is a script that starts the browser, so both are ended as one group.
    process = subprocess.Popen([path, *FLAGS, *own], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
