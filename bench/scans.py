"""How long it takes to look at a site of ten pages, three times over, and what the browser holds meanwhile."""

import time
from unittest.mock import patch

from leadgate.cookie_scans.browser import launching
from leadgate.cookie_scans.browser.scanning import scanned
from leadgate.cookie_scans.types import FindingKind, SetHow
from leadgate.cookies import banner_words
from leadgate.cookies.documents import CookiePurpose, Described, Shown
from leadgate.cookies.script.settings import script
from leadgate.cookies.types import PurposeKind
from tests.cookie_scans import shop

PAGES = 10
ASKS = 'type="text/plain" data-lg="statistics" data-'


def measured() -> dict[str, object]:
    """Seconds and megabytes of one scan, and how much of what scripts set has its setter named."""
    peak = [0]
    known = launching.memory

    def noted(mark: str) -> int:
        peak[0] = max(peak[0], known(mark))
        return peak[0]

    patched = patch.object(launching, "memory", noted), patch.object(shop, "PLAIN", PAGES - 1)
    with patched[0], patched[1], shop.shop(rude=False, script=_banner(), marked=ASKS) as site:
        began = time.monotonic()
        seen = scanned([site.origin], program="", inside=False, tell=lambda *_: None, find=site.find)
        took = time.monotonic() - began
    found = [one for visit in seen.seen.values() for one in visit if one.kind is not FindingKind.HOST]
    named = [one for one in found if one.setter.how is not SetHow.UNKNOWN]
    mark = {"pages": len(seen.pages), "visits": len(seen.seen), "seconds": round(took, 1), "cut": seen.cut}
    return {**mark, "peak_mb": round(peak[0] / 1e6), "named": round(len(named) / len(found), 3)}


def _banner() -> str:
    """Our script, asking for statistics."""
    asked = [
        CookiePurpose(slug=kind.value, kind=kind, title={"en": kind.value}, text={"en": kind.value})
        for kind in (PurposeKind.NECESSARY, PurposeKind.STATISTICS)
    ]
    described = Described(purposes=tuple(asked), words={"en": banner_words.words_in("en", {})})
    shown = Shown(site="shop", title="Shop", languages=("en",), described=described)
    at = {"base_url": "http://pixel.localhost:1", "parent_domain": ""}
    return script(shown, "0" * 8, **at, new={}, day=0, choice_days=180)
