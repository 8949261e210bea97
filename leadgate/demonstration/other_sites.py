"""Another site of the controller's that asks its visitors: a shop with statistics, advertising and films."""

from msgspec.structs import replace

from leadgate.cookies.actions import describing
from leadgate.cookies.documents import CookiePurpose, Described, Service, Stored
from leadgate.cookies.types import PurposeKind, StoreKind

LANGUAGES = ("en", "zh-Hant")
COUNTER = Service(
    name="Own counter",
    company="Example Controller",
    country="Germany",
    why={"en": "Counts visits on our own server.", "zh-Hant": "在我們自己的伺服器上計算造訪次數。"},
    hosts=("counter.example.org",),
    stored=(Stored(name="_seen", days=30), Stored(name="pages", kind=StoreKind.LOCAL)),
)
PIXEL = Service(
    name="Example Ads",
    company="Example Ads Ltd.",
    country="Ireland",
    why={"en": "Shows our goods on other sites.", "zh-Hant": "在其他網站顯示我們的商品。"},
    hosts=("ads.example.net", "*.ads.example.net"),
    stored=(Stored(name="_ad_*", days=90),),
)
FILMS = Service(
    name="Example Films",
    company="Example Films Inc.",
    country="United States",
    why={"en": "Holds the films in our shop.", "zh-Hant": "存放商店中的影片。"},
    hosts=("films.example.com",),
)


def load() -> None:
    """Have a shop ask."""
    made = describing.add_site("calm-shop", "Calm Shop", ["https://shop.example.org"], languages=LANGUAGES)
    described = Described(
        purposes=(
            describing.usual(PurposeKind.NECESSARY, LANGUAGES),
            _with(PurposeKind.STATISTICS, COUNTER),
            replace(_with(PurposeKind.MARKETING, PIXEL), sells=True),
            _with(PurposeKind.EMBEDDED, FILMS),
        )
    )
    describing.describe(made, described, edition=1, by=None)
    describing.publish(made, by=None)


def _with(kind: PurposeKind, service: Service) -> CookiePurpose:
    return replace(describing.usual(kind, LANGUAGES), services=(service,))
