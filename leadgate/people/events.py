"""What the rooms above are told about people's addresses."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddressesRefolded:
    """People are found by another index than before, with the same address; told inside the act that writes it.

    Args:
        indexes: by the index a person was found by before, the one of today.
    """

    indexes: Mapping[bytes, bytes]
