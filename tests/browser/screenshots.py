"""`make screenshots`: every page, narrow and wide, light and dark, in both languages."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import launch
from tests.browser.pages import LOOKING, enter, join_staff, looks, prepare
from tests.browser.shown import Shown
from tests.running import Running


def take(folder: Path, only: str = "") -> None:
    running = Running(Path(tempfile.mkdtemp()), "localhost")
    running.command("migrate", "--demo")
    running.up()
    try:
        with running.here.opened(), sync_playwright() as playwright:
            browser = launch(playwright)
            join_staff()
            pages = [shown for shown in prepare(running) if only in shown.name]
            for who in LOOKING:
                for language, width, scheme in looks():
                    context = browser.new_context(
                        viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
                    )
                    enter(context, running, who)
                    page = context.new_page()
                    for shown in (one for one in pages if one.who == who):
                        show(page, running, shown)
                        page.screenshot(path=folder / f"{shown.name}-{language}-{width}-{scheme}.png", full_page=True)
                    context.close()
    finally:
        running.stop()


def show(page, running: Running, shown: Shown) -> None:
    page.goto(running.url + shown.path)
    for name, value in shown.fill:
        if name.endswith(".other"):
            page.check(f"[name='{name.removesuffix('.other')}'][value=other]")
        page.fill(f"[name='{name}']", value)
    if shown.fill:
        page.locator("main form:has([name=csrf_token]) button[type=submit]:not([aria-hidden])").first.click()
        page.wait_for_load_state()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    target.mkdir(parents=True, exist_ok=True)
    take(target, sys.argv[2] if len(sys.argv) > 2 else "")
