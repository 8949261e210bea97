"""What a scan is made of: the visits it compares, what it finds, and how it ended."""

from dataclasses import dataclass

from leadgate.cookies.documents import Stored
from leadgate.cookies.types import PurposeKind, StoreKind
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Phase(Words):
    """A visit by a browser that knew nothing before."""

    BEFORE = "before", _("Before the answer")
    REFUSED = "refused", _("After a refusal")
    ACCEPTED = "accepted", _("After an acceptance")


class FindingKind(Words):
    """What was found."""

    COOKIE = "cookie", _("Cookie")
    LOCAL = "local", _("Local storage")
    SESSION = "session", _("Session storage")
    DATABASE = "database", _("Database in the browser")
    HOST = "host", _("Host that was asked for something")

    @property
    def stored_as(self) -> StoreKind | None:
        """As a description of a site names it; None for what is not stored."""
        if self is FindingKind.HOST:
            return None
        return StoreKind(self.value)


class SetHow(Words):
    """What set it."""

    SCRIPT = "script", _("a script")
    PAGE = "page", _("a script within the page")
    ANSWER = "answer", _("a server's answer")
    UNKNOWN = "", _("not known")


class ScanState(Words):
    """How a scan ended."""

    WHOLE = "whole", _("looked at all it was to look at")
    PART = "part", _("some of the site's addresses did not answer, and nothing is known of them")
    CUT = (
        "cut",
        _("ended early: the time, the bytes or the memory of a scan were used up; what it found until then stands"),
    )


class Every(Words):
    """How often a site is looked at without being asked."""

    NEVER = "never", _("only when somebody asks")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")


@dataclass(frozen=True, slots=True)
class Setter:
    """What set something.

    Args:
        how: by a script or by a server.
        url: of the script, of the page it stands in, or of the answer; without its query.
    """

    how: SetHow = SetHow.UNKNOWN
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One thing that a browser stored, or one host that it reached.

    Args:
        kind: of it.
        name: of the cookie, the key, the database; of a host, its name.
        host: that a cookie belongs to, or whose page or frame stored it; of a host, its name.
        third: whether that host belongs to somebody else than the site.
        setter: what set it, or who asked for the host first.
        days: a cookie lives for; None until the browser is closed, and for all that is no cookie.
        flags: of a cookie: `HttpOnly Secure SameSite=Lax`; of a host, the kinds of requests: `image script`.
    """

    kind: FindingKind
    name: str
    host: str
    third: bool
    setter: Setter = Setter()
    days: int | None = None
    flags: str = ""

    @property
    def key(self) -> tuple[FindingKind, str, str]:
        """What makes it the same in another visit."""
        return self.kind, self.name, self.host


@dataclass(frozen=True, slots=True)
class SiteSeen:
    """What a scan saw.

    Args:
        pages: addresses it looked at, first visit.
        seen: by visit; a site that asks nobody was only seen before the answer.
        cut: whether something was used up before it was done.
        silent: of the site's addresses those that did not answer.
    """

    pages: tuple[str, ...]
    seen: dict[Phase, tuple[Trace, ...]]
    cut: bool
    silent: tuple[str, ...] = ()

    @property
    def state(self) -> ScanState:
        """How the scan ended."""
        if self.cut:
            return ScanState.CUT
        return ScanState.PART if self.silent else ScanState.WHOLE


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What the Open Cookie Database says of a name or a host; empty where it says nothing, or not one thing.

    Args:
        service: that sets it.
        company: of that service.
        category: in the database's own word: `Analytics`.
    """

    service: str = ""
    company: str = ""
    category: str = ""

    @property
    def suggests(self) -> PurposeKind | None:
        """The kind of purpose that this is mostly declared under; nobody's decision yet."""
        return SUGGESTED.get(self.category)


SUGGESTED = {
    "Necessary": PurposeKind.NECESSARY,
    "Security": PurposeKind.NECESSARY,
    "Functional": PurposeKind.NECESSARY,
    "Personalization": PurposeKind.OWN,
    "Analytics": PurposeKind.STATISTICS,
    "Marketing": PurposeKind.MARKETING,
}


@dataclass(frozen=True, slots=True)
class FoundService:
    """Somebody whom the last scan found at a site and its description does not name, to be taken over into it.

    Args:
        name: of the service; its host where the service is not known, and empty for what the site itself stores.
        company: behind it; empty where it is not known.
        hosts: that were reached.
        stored: what was stored, as a description names it.
        suggested: the kind of purpose it is mostly declared under; None where nothing is known.
        leaks: whether something of it was there before the answer, or after a refusal.
    """

    name: str
    company: str
    hosts: tuple[str, ...]
    stored: tuple[Stored, ...]
    suggested: PurposeKind | None
    leaks: bool
