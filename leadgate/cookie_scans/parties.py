"""Whose a host is: the site's own, or somebody else's."""

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from leadgate.foundation.calling.destinations import is_address


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def registered(host: str) -> str:
    """The domain somebody registered, below which a host lies; an address, and a name of one label, is itself."""
    return host if is_address(host) else (_suffixes().privatesuffix(host) or host)


class Site:
    """The site that is looked at.

    Args:
        origins: of it.
    """

    def __init__(self, origins: Sequence[str]) -> None:
        self.origins = tuple(origins)
        self._domains = {registered(urlsplit(one).hostname or "") for one in origins}

    def is_third(self, host: str) -> bool:
        """Whether a host is somebody else's."""
        return registered(host) not in self._domains

    def has(self, url: str) -> bool:
        """Whether an address is a page of it: of one of its origins, exactly."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.origins
