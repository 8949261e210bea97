"""Sites as they are described here, and what a scan would have seen of them."""

import msgspec
import pytest

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import keeping
from leadgate.cookie_scans.actions.keeping import ScanOf
from leadgate.cookie_scans.types import FindingKind, Phase, SiteSeen, Trace
from leadgate.cookies import queries as cookies
from leadgate.cookies.actions import describing
from leadgate.cookies.documents import Described, Service, Stored
from leadgate.cookies.types import PurposeKind

STATISTICS = Service(
    name="Counting",
    hosts=("analytics.test", "late.test", "socket.test"),
    stored=(Stored(name="_ga"), Stored(name="_late")),
)


@pytest.fixture
def described(here):
    """A site that asks for statistics, and says nothing of marketing."""

    def describe(origin: str = "https://shop.example", *services: Service):
        site_id = describing.add_site("shop", "Shop", [origin])
        asks = describing.usual(PurposeKind.STATISTICS, ("en",))
        purposes = (describing.necessary(("en",)), msgspec.structs.replace(asks, services=services or (STATISTICS,)))
        describing.describe(site_id, Described(purposes=purposes), edition=1, by=None)
        describing.publish(site_id, by=None)
        return site_id

    return describe


@pytest.fixture
def keep():
    """Keep a scan that saw some things, as `kind name host`, by visit."""

    def kept(site_id, *, by=None, scheduled=False, cut=False, silent=(), **visits: tuple[str, ...]):
        seen = {Phase(phase): tuple(map(_seen, lines)) for phase, lines in visits.items()}
        whose = ScanOf(site_id, cookies.sites()[0].slug, by, scheduled)
        return keeping.keep(whose, SiteSeen(("https://shop.example/",), seen, cut, silent), queries.judge_of(site_id))

    return kept


def _seen(line: str) -> Trace:
    kind, name, host = line.split()
    return Trace(kind=FindingKind(kind), name=name, host=host, third=host != "shop.example")
