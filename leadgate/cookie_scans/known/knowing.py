"""Looking up what is known of a cookie, a key or a host. What is not known, or not as one thing, stays unknown."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leadgate.cookie_scans.types import KnownAs
from leadgate.cookies.hosts import registered

FILE = Path(__file__).parent / "open-cookie-database.csv"
SHORTEST_BEGINNING = 4
"""A name that is only known by its beginning has to begin with so many signs, or to be of a host that is named."""
COMMON = re.compile(r"[a-z]{1,10}")
"""Names such as `session` and `lang`, which everybody gives; whose it is, only a host can say."""


class _Entry(NamedTuple):
    name: str
    wildcard: str
    category: str
    service: str
    company: str
    hosts: str

    @property
    def is_usable(self) -> bool:
        if self.hosts:
            return True
        return len(self.name) >= SHORTEST_BEGINNING if self.wildcard == "1" else not COMMON.fullmatch(self.name)


_ByText = dict[str, list[_Entry]]


@cache
def _entries() -> tuple[_ByText, _ByText, _ByText]:
    """By whole name, by the beginning of the name, by host."""
    whole: _ByText = defaultdict(list)
    beginning: _ByText = defaultdict(list)
    of_host: _ByText = defaultdict(list)
    with FILE.open(newline="") as lines:
        for one in map(_Entry._make, list(csv.reader(lines))[1:]):
            for host in one.hosts.split():
                of_host[host].append(one)
            if one.is_usable:
                (beginning if one.wildcard == "1" else whole)[one.name.rstrip("*")].append(one)
    return dict(whole), dict(beginning), dict(of_host)


def known_name(name: str, host: str, setter: str = "") -> KnownAs:
    """What is known of a cookie or a key.

    Args:
        name: of it.
        host: that it belongs to.
        setter: the host of the script that set it, where one did: what a service's own script sets in somebody's page
            belongs to the page's host, and is that service's all the same.
    """
    whole, beginning, _hosts = _entries()
    found = _there(whole.get(name, ()), host, setter)
    for length in range(len(name), 0, -1):
        found = found or _there(beginning.get(name[:length], ()), host, setter)
    return _as_one(found)


def known_host(host: str) -> KnownAs:
    """What is known of a host: of itself, or else of the nearest domain above it."""
    labels = host.split(".")
    of_host = _entries()[2]
    for at in range(len(labels) - 1):
        if found := of_host.get(".".join(labels[at:])):
            return _as_one(found)
    return KnownAs()


def _there(entries: Iterable[_Entry], host: str, setter: str) -> list[_Entry]:
    """Those that may belong to a host: named for it or for its setter's, or else for none."""
    entries = [*entries]
    named = [one for one in entries if any(_is_below(host, each) for each in one.hosts.split())]
    set_by = [one for one in entries if setter and any(_brand(each) == _brand(setter) for each in one.hosts.split())]
    return named or set_by or [one for one in entries if not one.hosts]


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _brand(host: str) -> str:
    """What somebody registered, under whichever ending: `facebook` of connect.facebook.net."""
    return registered(host).partition(".")[0]


def _as_one(entries: Iterable[_Entry]) -> KnownAs:
    entries = [*entries]
    services, companies, categories = (
        {getattr(one, column) for one in entries} for column in ("service", "company", "category")
    )
    said = [values.pop() if len(values) == 1 else "" for values in (services, companies, categories)]
    return KnownAs(*said)
