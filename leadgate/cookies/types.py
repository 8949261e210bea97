"""The kinds of things other sites store and ask."""

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class Mode(Words):
    """How what needs a yes is held back until then."""

    MARKED = "marked", _("Marked tags: the script starts what was marked in the page")
    POLICY = "policy", _("Policy: the web server's Content-Security-Policy lets nothing else through")


class PurposeKind(Words):
    """What a purpose is to the law, and so whether anybody is asked."""

    asks: Text

    NECESSARY = "necessary", _("Necessary"), _("always on: the site does not work without it (ePrivacy art. 5(3))")
    EXEMPT = "exempt", _("Exempt"), _("always on, for the reason you give; the reason is shown")
    STATISTICS = "statistics", _("Statistics"), _("asked first")
    MARKETING = "marketing", _("Marketing"), _("asked first")
    EMBEDDED = "embedded", _("Embedded content"), _("asked first, also where it would stand in the page")
    OWN = "own", _("Another purpose"), _("asked first")

    @property
    def is_asked(self) -> bool:
        """Whether it waits for a yes."""
        return self not in (PurposeKind.NECESSARY, PurposeKind.EXEMPT)


class StoreKind(Words):
    """Where a visitor's browser keeps something."""

    COOKIE = "cookie", _("Cookie")
    LOCAL = "local", _("Local storage")
    SESSION = "session", _("Session storage")
    DATABASE = "database", _("Database (IndexedDB)")
    CACHE = "cache", _("Cache (Cache Storage)")
    WORKER = "worker", _("Service worker, by its scope")


class ConsentMode(Words):
    """What Google's tags are told (Consent Mode, version 2)."""

    OFF = "off", _("Nothing")
    BASIC = "basic", _("Basic: denied first, and the tags wait for the answer like all others")
    ADVANCED = "advanced", _("Advanced: the tags run at once and report without cookies before any answer")


COOKIE = "lg_consent"
"""What a visitor's answer is kept in."""
SIGNALS = (
    "ad_storage",
    "ad_user_data",
    "ad_personalization",
    "analytics_storage",
    "functionality_storage",
    "personalization_storage",
    "security_storage",
)
"""Google's names of what can be granted."""
