"""Which addresses of a file stand further up in it: by 64 bits of each, in a table no larger than the file needs.

A set would hold a million addresses in a hundred megabytes; this holds them in sixteen. That two different addresses
have the same 64 bits happens in one file of a million out of thirty million.
"""

from array import array
from base64 import b64decode, b64encode

SIGNIFICANT_BYTES = 8


class SeenAddresses:
    """The addresses further up.

    Args:
        most: how many there can be.
    """

    def __init__(self, most: int) -> None:
        self._numbers = array("Q", bytes(SIGNIFICANT_BYTES << (2 * most).bit_length()))
        self._mask = len(self._numbers) - 1

    def add(self, index: bytes) -> bool:
        """Remember an address by its index; answers whether it was new."""
        return self._add(int.from_bytes(index[:SIGNIFICANT_BYTES]) or 1)

    def add_all(self, text: str) -> None:
        """Remember what `as_text` made a text of."""
        numbers = array("Q")
        numbers.frombytes(b64decode(text))
        for number in numbers:
            self._add(number)

    def _add(self, number: int) -> bool:
        numbers, mask = self._numbers, self._mask
        at = number & mask
        while known := numbers[at]:
            if known == number:
                return False
            at = (at + 1) & mask
        numbers[at] = number
        return True


def as_text(indexes: list[bytes]) -> str:
    """The addresses of these indexes as a text, for `SeenAddresses.add_all`."""
    return b64encode(array("Q", [int.from_bytes(one[:SIGNIFICANT_BYTES]) or 1 for one in indexes]).tobytes()).decode()
