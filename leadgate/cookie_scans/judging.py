"""Whether what was found is what a site says of itself."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from urllib.parse import urlsplit

from leadgate.cookie_scans.types import FindingKind, Phase
from leadgate.cookies.documents import CookiePurpose, Shown
from leadgate.cookies.types import COOKIE

OUR_OWN = "necessary"


@dataclass(frozen=True)
class Judge:
    """Holds what was found against a notice.

    Args:
        shown: the notice; None where a site has published none, so that nothing is declared.
        base_url: of this installation, from which the site's pages have our script.
    """

    shown: Shown | None
    base_url: str

    def purpose_of(self, kind: FindingKind, name: str, host: str) -> str:
        """The purpose under which something is declared; empty where it is not.

        Args:
            kind: of it.
            name: of it.
            host: of it.
        """
        if self._is_ours(kind, name, host):
            return OUR_OWN
        declares = (one.slug for one in self._purposes if _declares(one, kind, name, host))
        return next(declares, "")

    def leaks(self, phase: Phase, purpose: str) -> bool:
        """Whether something was there although its visitor had not said yes.

        Args:
            phase: the visit that found it.
            purpose: the one it is declared under, or empty.
        """
        return phase is not Phase.ACCEPTED and purpose not in self._always

    def _is_ours(self, kind: FindingKind, name: str, host: str) -> bool:
        if kind is FindingKind.HOST:
            return host == urlsplit(self.base_url).hostname
        return kind is FindingKind.COOKIE and name == COOKIE

    @property
    def _purposes(self) -> tuple[CookiePurpose, ...]:
        # What is always on comes first: a host of both may be reached for it before the answer.
        named = self.shown.described.purposes if self.shown else ()
        return tuple(sorted(named, key=lambda one: one.kind.is_asked))

    @cached_property
    def _always(self) -> set[str]:
        return {OUR_OWN} | {one.slug for one in self._purposes if not one.kind.is_asked}


def _declares(purpose: CookiePurpose, kind: FindingKind, name: str, host: str) -> bool:
    stored_as = kind.stored_as
    if stored_as is None:
        return any(_covers(each, host) for each in purpose.hosts)
    return any(one.kind is stored_as and fnmatchcase(name, _as_glob(one.name)) for one in purpose.stored)


def _as_glob(pattern: str) -> str:
    """Where `*` alone stands for what differs, as the script has it."""
    return pattern.replace("[", "[[]").replace("?", "[?]")


def _covers(declared: str, host: str) -> bool:
    """Whether a host is one that a policy would let through (CSP level 3, section 6.7.2.7)."""
    name = declared.rpartition(":")[0] if declared.rpartition(":")[2].isdecimal() else declared
    return host.endswith(name[1:]) if name.startswith("*.") else host == name
