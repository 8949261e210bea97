"""The pages on which other sites ask and are looked at."""

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import keeping
from leadgate.cookie_scans.actions.keeping import ScanOf
from leadgate.cookie_scans.types import FindingKind, Phase, SetHow, Setter, SiteSeen, Trace
from leadgate.cookies.actions import describing
from tests.browser.shown import Shown

PAGE = "https://bakery-shop.example/"


def of_other_sites() -> list[Shown]:
    """Let a site have been looked at, and list them."""
    site_id = describing.add_site("bakery-shop", "The bakery's shop", ["https://bakery-shop.example"])
    describing.publish(site_id, by=None)
    set_by = Setter(SetHow.SCRIPT, "https://www.googletagmanager.com/gtag/js")
    cookie = Trace(
        kind=FindingKind.COOKIE, name="_ga", host="bakery-shop.example", third=False, setter=set_by, days=400
    )
    reached = Trace(kind=FindingKind.HOST, name="ads.example", host="ads.example", third=True, flags="image script")
    seen = {Phase.BEFORE: (cookie,), Phase.REFUSED: (), Phase.ACCEPTED: (cookie, reached)}
    for _ in range(2):
        keeping.keep(ScanOf(site_id, "bakery-shop", None), SiteSeen((PAGE,), seen, cut=True), queries.judge_of(site_id))
    shop, asked = "/studio/cookies/calm-shop", "/studio/cookies/calm-shop/purposes"
    return [
        Shown("cookies-scan", "/studio/cookies/bakery-shop/scan", "staff"),
        Shown("cookie-policy", "/c/calm-shop"),
        Shown("cookies", "/studio/cookies", "staff"),
        Shown("cookies-new", "/studio/cookies/new", "staff"),
        Shown("cookies-site", shop, "staff"),
        Shown("cookies-where", f"{shop}/where", "staff"),
        Shown("cookies-purpose", f"{asked}/marketing", "staff"),
        Shown("cookies-service", f"{asked}/statistics/services/0", "staff"),
        Shown("cookies-words", f"{shop}/words/en", "staff"),
        Shown("cookies-version", f"{shop}/versions/1", "staff"),
        Shown("cookies-end", f"{shop}/end", "staff"),
    ]
