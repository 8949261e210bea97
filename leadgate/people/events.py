"""What the rooms above are told about people's addresses."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddressesRefolded:
    """People are found by another index than before, with the same address: the one of today, by the one before."""

    indexes: Mapping[bytes, bytes]
