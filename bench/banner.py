"""How soon the banner of another site is painted, on a machine slowed down to a fourth: `python -m bench banner`."""

import statistics
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import launch
from tests.cookies.foreign import OURS, SITE, described, script_for, serving

LOOKS, SLOWED = 15, 4
PAINTED = """() => new Promise(done => {
    addEventListener('DOMContentLoaded', () => {
        const began = performance.now();
        const look = () => document.getElementById('lg-consent')
            ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
            : requestAnimationFrame(look);
        look();
    });
})"""


def measured() -> list[dict[str, Any]]:
    """The milliseconds from the end of a page's text to its next frame with the banner, of fresh profiles."""
    with serving() as web, sync_playwright() as playwright:
        web.put(OURS, "/c/shop.js", script_for(described()))
        text = "<p>Words of a shop.</p>" * 400
        web.put(SITE, "/", f"<!doctype html><html lang=en><script src='http://{OURS}/c/shop.js'></script>{text}")
        browser = launch(playwright, f"--host-resolver-rules=MAP *.example 127.0.0.1:{web.port}")
        looks = sorted(_look(browser) for _ in range(LOOKS))
        browser.close()
    return [
        {
            "work": "the banner is painted, after DOMContentLoaded, at a fourth of the speed",
            "median_ms": round(statistics.median(looks), 1),
            "slowest_ms": round(looks[-1], 1),
            "bar": "≤ 100 ms",
        }
    ]


def _look(browser: Browser) -> float:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(f"window.painted = ({PAINTED})()")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(f"http://{SITE}/")
    taken = float(page.evaluate("window.painted"))
    context.close()
    return taken
