"""Whose a host is: the site's own, or somebody else's."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from leadgate.cookies.hosts import registered


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
