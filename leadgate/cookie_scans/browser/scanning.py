"""A scan: a visit that answers nothing, then one that refuses and one that accepts, over the same pages."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from ipaddress import ip_network
from typing import TYPE_CHECKING

from leadgate.cookie_scans.browser.budget import SECONDS, Budget
from leadgate.cookie_scans.browser.gateway import Finder, Gateway
from leadgate.cookie_scans.browser.launching import browser
from leadgate.cookie_scans.browser.visiting import Visit
from leadgate.cookie_scans.errors import NotReached
from leadgate.cookie_scans.parties import Site
from leadgate.cookie_scans.types import Phase, SiteSeen, Trace
from leadgate.foundation.calling.destinations import PRIVATE, addresses_of
from leadgate.foundation.logs import innermost_of_ours

if TYPE_CHECKING:
    from playwright.async_api import Browser

log = logging.getLogger(__name__)
MOST_PAGES = 25
FIRST_SHARE = 0.45
"""Of the time, for the visit that answers nothing and finds the pages; the two others have the rest at once."""
INSIDE = (*PRIVATE, ip_network("127.0.0.0/8"), ip_network("::1/128"))
"""What a scan may reach besides public addresses where the settings say so: not where clouds keep their metadata."""
ANSWERS = {Phase.REFUSED: 0, Phase.ACCEPTED: 1}


def scanned(
    origins: Sequence[str],
    *,
    program: str,
    inside: bool,
    tell: Callable[[int, int], None],
    find: Finder = addresses_of,
    most_pages: int = MOST_PAGES,
) -> SiteSeen:
    """Look at a site.

    Args:
        origins: of it.
        program: the browser; empty for the system's Chromium.
        inside: whether addresses inside a network may be reached.
        tell: is told how much of how much is done.
        find: looks up hosts, and answers only addresses that may be reached.
        most_pages: to look at in each visit.

    Raises:
        NotReached: no page answered.
        NoScanner, NoBrowser: there is nothing to look with.
    """
    scan = _Scan(Site(origins), program, inside, tell, find, most_pages)
    # In a thread of its own, with the same installation: whoever asks may have an event loop at work.
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(copy_context().run, asyncio.run, scan.run()).result()


class _Scan:
    def __init__(
        self, site: Site, program: str, inside: bool, tell: Callable[[int, int], None], find: Finder, most_pages: int
    ) -> None:
        self._site, self._program, self._tell, self._find, self._most = site, program, tell, find, most_pages
        self._networks = INSIDE if inside else ()
        self._pages: list[str] = []
        self._silent: list[str] = []
        self._asks = False
        self._done = 0
        self._cut = False

    async def run(self) -> SiteSeen:
        budget = Budget()
        seen: dict[Phase, tuple[Trace, ...]] = {}
        async with browser(self._program, budget) as found:
            seen[Phase.BEFORE] = await self._visit(found, budget, None, FIRST_SHARE * SECONDS)
            if not self._pages and not budget.is_spent:
                raise NotReached
            if self._asks:
                both = [self._visit(found, budget, which, budget.seconds_left) for which in ANSWERS.values()]
                seen |= dict(zip(ANSWERS, await asyncio.gather(*both), strict=True))
        return SiteSeen(tuple(self._pages), seen, self._cut or budget.is_spent, tuple(self._silent))

    async def _visit(self, found: "Browser", budget: Budget, press: int | None, seconds: float) -> tuple[Trace, ...]:
        async with Gateway(self._find, self._networks, budget) as gateway:
            visit = Visit(self._site, gateway, budget)
            try:
                async with asyncio.timeout(min(seconds, budget.seconds_left)):
                    await visit.open(found)
                    await (self._crawl(visit) if press is None else self._again(visit, press))
            except TimeoutError:
                self._cut = True
            except Exception as trouble:  # noqa: BLE001 - what was seen until here stands, and that it was cut short
                self._cut = True
                log.warning("a visit ended early: %s at %s", type(trouble).__name__, innermost_of_ours(trouble))
            seen = await visit.seen()
            await visit.close()
            return seen

    async def _crawl(self, visit: Visit) -> None:
        waiting = [f"{one}/" for one in self._site.origins]
        first, known = set(waiting), set(waiting)
        while waiting and len(self._pages) < self._most:
            url = waiting.pop(0)
            links = await visit.look(url)
            if links is not None:
                self._pages.append(url)
                self._asks = self._asks or await visit.asks()
                waiting += [one for one in links if one not in known]
                known.update(links)
            elif url in first:
                self._silent.append(url)
            self._said(min(self._most, len(self._pages) + len(waiting)))

    async def _again(self, visit: Visit, press: int) -> None:
        # The first page once more, as somebody sees it who has answered.
        for url in [self._pages[0], *self._pages]:
            await visit.look(url, press)
            self._said(len(self._pages))

    def _said(self, pages: int) -> None:
        self._done += 1
        self._tell(self._done, max(3 * pages + 2, self._done))
