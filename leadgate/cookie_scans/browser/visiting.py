"""One visit: a profile that knows nothing, the pages it opens, and what they leave in it."""

import asyncio
import contextlib
import math
from collections import defaultdict
from collections.abc import Awaitable, Iterable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urldefrag, urlsplit

from leadgate.cookie_scans.browser.budget import Budget, Spent
from leadgate.cookie_scans.browser.gateway import Gateway
from leadgate.cookie_scans.browser.setters import Setters, bare
from leadgate.cookie_scans.parties import Site
from leadgate.cookie_scans.types import FindingKind, SetHow, Setter, Trace
from leadgate.foundation import clock

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Dialog, Page, Request, Response

T = TypeVar("T")
WATCHING = Path(__file__).parent / "watching.js"
OPEN_SECONDS, QUIET_SECONDS, ASK_SECONDS, PRESS_SECONDS = 6.0, 2.5, 1.5, 3.0
BUTTONS = "#lg-consent .lg-acts button"
MOST_LINKS, MOST_SEEN, MOST_FRAMES = 200, 500, 20
NO_PAGES = (".pdf", ".zip", ".gz", ".jpg", ".jpeg", ".png", ".svg", ".mp4", ".mp3", ".csv", ".xlsx", ".docx", ".ics")
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36"
LINKS = f"() => [...document.links].slice(0, {MOST_LINKS * 5}).map(one => one.href).filter(one => /^https?:/.test(one))"
KEYS = """async () => {
  const keys = of => { try { return Object.keys(of()).slice(0, 300) } catch { return [] } };
  let bases = [];
  try { bases = (await indexedDB.databases()).map(one => one.name) } catch { /* none may be asked for */ }
  return { local: keys(() => localStorage), session: keys(() => sessionStorage), database: bases };
}"""


class Visit:
    """One profile at work; what it has seen so far stands in it, however it ends.

    Args:
        site: that is looked at.
        gateway: of this visit alone.
        budget: of the scan.
    """

    def __init__(self, site: Site, gateway: Gateway, budget: Budget) -> None:
        self._site, self._gateway, self._budget = site, gateway, budget
        self._setters = Setters()
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._askers: dict[str, Setter] = {}
        self._kept: dict[tuple[FindingKind, str, str], Trace] = {}
        self._waits: set[asyncio.Task[None]] = set()
        self._page: Page | None = None

    async def open(self, browser: "Browser") -> None:
        """Begin with nothing kept.

        Args:
            browser: that runs.
        """
        version = browser.version.split(".")[0]
        self._context: BrowserContext = await browser.new_context(
            proxy={"server": self._gateway.address, "bypass": "<-loopback>"},
            accept_downloads=False,
            service_workers="block",
            ignore_https_errors=False,
            # As a visitor's browser says it: some banners hide from programs.
            user_agent=AGENT.format(version=version),
        )
        name = f"_{token_hex(6)}"
        await self._context.expose_function(name, self._setters.hear)
        await self._context.add_init_script(WATCHING.read_text().replace("LG_TELL", name))
        self._context.on("request", self._note_request)
        self._context.on("response", self._note_response)
        self._context.on("page", self._mind_page)

    async def close(self) -> None:
        """End it."""
        with contextlib.suppress(Exception):
            await _within(ASK_SECONDS, self._context.close())

    async def look(self, url: str, press: int | None = None) -> list[str] | None:
        """Open a page, let it come to rest, and note what is stored.

        Args:
            url: of one of the site's own pages.
            press: which button of our banner to press where it asks: 0 refuses, 1 accepts; None leaves it alone.

        Returns:
            The links on it to pages of the site; None where no page answered.
        """
        page = await self._fresh_page()
        answered = await self._opened(page, url)
        if press is not None and await self.asks():
            await self._press(page, press)
        links: list[str] = []
        if await self._came_to_rest(page):
            await self._note_stored(page)
            links = await _or([], page.evaluate(LINKS))
        kept: list[Any] = await _or([], self._context.cookies())
        self._keep(map(_cookie, kept))
        await self._leave_if_it_hangs(page)
        pages = [urldefrag(one).url for one in links if self._is_page(one)]
        return [*dict.fromkeys(pages)][:MOST_LINKS] if answered else None

    async def asks(self) -> bool:
        """Whether our banner stands on the page that is open."""
        if self._page is None:
            return False
        count = await _or(0, self._page.locator(BUTTONS).count())
        return count >= 2

    async def _fresh_page(self) -> "Page":
        if self._page is None or self._page.is_closed():
            self._page = None
            self._page = await _within(OPEN_SECONDS, self._context.new_page())
            self._line = await self._context.new_cdp_session(self._page)
            self._line.on("Network.requestWillBeSent", self._note_initiator)
            self._line.on("Network.webSocketCreated", self._note_initiator)
            await self._line.send("Network.enable")
        return self._page

    async def _opened(self, page: "Page", url: str) -> bool:
        """Whether something answered. A page that never comes to rest is looked at as far as it came."""
        from playwright.async_api import Error

        answered = False
        with contextlib.suppress(Error):
            answer = await page.goto(url, wait_until="commit", timeout=OPEN_SECONDS * 1000)
            answered = answer is not None and answer.status < HTTPStatus.BAD_REQUEST and self._site.has(page.url)
            await page.wait_for_load_state("load", timeout=OPEN_SECONDS * 1000)
            await page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)
        return answered

    async def _came_to_rest(self, page: "Page") -> bool:
        """Whether a page still answers, once it was looked at to its end, where more of it may be loaded."""
        if not await _or(0, page.evaluate("() => { scrollTo(0, document.documentElement.scrollHeight); return 1 }")):
            return False
        with contextlib.suppress(Exception):
            await page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)
        return True

    async def _leave_if_it_hangs(self, page: "Page") -> None:
        """Where a script never ends, have it ended, and go on with a fresh page."""
        if await _or(0, page.evaluate("() => 1")):
            return
        self._page = None
        await _or(None, self._line.send("Runtime.terminateExecution"))
        await _or(None, page.close())

    async def _press(self, page: "Page", which: int) -> None:
        with contextlib.suppress(Exception):
            # What was reached until now was reached before the answer, and stands in the visit that gave none.
            self.forget_reached()
            await page.locator(BUTTONS).nth(which).click(timeout=PRESS_SECONDS * 1000)
            await page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)

    def forget_reached(self) -> None:
        """Forget whom was reached until now."""
        self._gateway.asked_for.clear()
        self._kinds.clear()
        self._askers.clear()

    def _is_page(self, url: str) -> bool:
        return self._site.has(url) and not urlsplit(url).path.lower().endswith(NO_PAGES)

    def _mind_page(self, page: "Page") -> None:
        page.on("dialog", lambda dialog: self._later(_answer(dialog)))
        if self._page is not None and page is not self._page:
            self._later(page.close())

    def _later(self, work: Awaitable[Any]) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._waits.add(task)
        task.add_done_callback(self._waits.discard)

    def _note_request(self, sent: "Request") -> None:
        try:
            self._budget.take_request()
        except Spent:
            return
        host = urlsplit(sent.url).hostname or ""
        self._kinds[host].add(sent.resource_type)

    def _note_initiator(self, told: dict[str, Any]) -> None:
        """Note who asked for a host: the script, or the page that names it (CDP, `Network.Initiator`)."""
        host, initiator = urlsplit(told.get("url") or told["request"]["url"]).hostname or "", told.get("initiator", {})
        if "request" not in told:
            self._kinds[host].add("websocket")
        stack = initiator.get("stack", {})
        while stack and not stack.get("callFrames"):
            stack = stack.get("parent", {})
        scripts = [one["url"] for one in stack.get("callFrames", ()) if one["url"].startswith("http")]
        if scripts:
            self._askers.setdefault(host, Setter(SetHow.SCRIPT, bare(scripts[0])))
        elif str(initiator.get("url", "")).startswith("http"):
            self._askers.setdefault(host, Setter(SetHow.PAGE, bare(initiator["url"])))

    def _note_response(self, response: "Response") -> None:
        self._later(self._note_headers(response))

    async def _note_headers(self, response: "Response") -> None:
        for one in await _within(ASK_SECONDS, response.headers_array()):
            if one["name"].lower() == "set-cookie":
                for line in one["value"].splitlines():
                    self._setters.answered(response.url, line)

    async def _note_stored(self, page: "Page") -> None:
        frames = [(urlsplit(one.url).hostname or "", one) for one in page.frames[:MOST_FRAMES]]
        asked = [(host, one) for host, one in frames if host]
        empty: dict[str, list[str]] = {}
        answers = await asyncio.gather(*(_or(empty, one.evaluate(KEYS)) for _host, one in asked))
        for (host, _frame), found in zip(asked, answers, strict=True):
            for kind, names in found.items():
                self._keep(Trace(kind=FindingKind(kind), name=name, host=host, third=False) for name in names)

    def _keep(self, found: Iterable[Trace]) -> None:
        for one in found:
            if len(self._kept) < MOST_SEEN:
                self._kept[one.key] = one

    async def seen(self) -> tuple[Trace, ...]:
        """All that was stored and reached in this visit, with what set it."""
        if self._waits:
            await asyncio.wait([*self._waits], timeout=ASK_SECONDS)
        for kind, name, host in self._setters.stored():
            if (kind, name, host) not in self._kept:
                self._keep([Trace(kind=kind, name=name, host=host, third=False)])
        stored = [self._completed(one) for one in self._kept.values()]
        reached = [self._reached(host) for host in sorted(self._gateway.asked_for) if self._site.is_third(host)]
        return (*stored, *reached[:MOST_SEEN])

    def _completed(self, one: Trace) -> Trace:
        setter = self._setters.of(one.kind, one.name, one.host)
        return replace(one, third=self._site.is_third(one.host), setter=setter)

    def _reached(self, host: str) -> Trace:
        kinds = " ".join(sorted(self._kinds[host])) or "preconnect"
        asker = self._askers.get(host, Setter())
        return Trace(kind=FindingKind.HOST, name=host, host=host, third=True, setter=asker, flags=kinds)


def _cookie(one: Any) -> Trace:
    """A cookie as the browser keeps it; its value is not looked at."""
    expires = one.get("expires", -1)
    days = None if expires in (-1, None) else max(0, math.ceil((expires - clock.now().timestamp()) / 86_400))
    marks = [("HttpOnly", one.get("httpOnly")), ("Secure", one.get("secure"))]
    flags = [name for name, on in marks if on] + [f"SameSite={one.get('sameSite', 'None')}"]
    if one.get("path", "/") != "/":
        flags.append(f"Path={one['path']}"[:60])
    host = one["domain"].lstrip(".")
    return Trace(kind=FindingKind.COOKIE, name=one["name"], host=host, third=False, days=days, flags=" ".join(flags))


async def _within(seconds: float, work: Awaitable[T]) -> T:
    async with asyncio.timeout(seconds):
        return await work


async def _or(otherwise: T, work: Awaitable[Any]) -> T:
    """What is answered in time; something else where nothing is."""
    try:
        answer: T = await _within(ASK_SECONDS, work)
    except Exception:  # noqa: BLE001 - the page is gone, hangs, or refuses: it has then nothing to say
        return otherwise
    return answer


async def _quietly(work: Awaitable[Any]) -> None:
    await _or(None, work)


async def _answer(dialog: "Dialog") -> None:
    # Whoever is asked whether to leave leaves; everything else is turned away.
    await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())
