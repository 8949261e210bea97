"""Lanes: copies that go to one receiving domain, where there are many of a letter; all others share one."""

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

OTHERS = ""
FEW = 5
"""Of fewer readers in a batch of copies a domain is a lane of its own only where it is one already."""
LONGEST = 64


def lanes_of(addresses: Mapping[UUID, str], known: Collection[str] = ()) -> dict[UUID, str]:
    """The lane of each reader.

    A domain few readers are at would name them, and needs no pace.

    Args:
        addresses: theirs.
        known: lanes the letter has already.
    """
    domains = {reader: address.rpartition("@")[2].lower() for reader, address in addresses.items()}
    sizes = Counter(domains.values())
    own = {domain for domain, size in sizes.items() if (size >= FEW or domain in known) and len(domain) <= LONGEST}
    return {reader: domain if domain in own else OTHERS for reader, domain in domains.items()}
