"""As much of DER (X.690) as time stamps take: values one behind the other, each a tag, a length and a content."""

from typing import NamedTuple


class Value(NamedTuple):
    """One value of DER."""

    tag: int
    content: bytes
    whole: bytes
    """With its tag and length."""

    def plain(self, tag: int) -> bytes:
        """Its content.

        Args:
            tag: it has to have.

        Raises:
            ValueError: it has another one.
        """
        if self.tag != tag:
            raise ValueError("another kind")
        return self.content

    def inside(self, tag: int) -> list["Value"]:
        """The values its content is made of.

        Args:
            tag: it has to have.

        Raises:
            ValueError, IndexError: it has another one, or its content is no values.
        """
        return values(self.plain(tag))


def values(data: bytes) -> list[Value]:
    """The values that stand one behind the other.

    Raises:
        ValueError, IndexError: they are none, or were cut.
    """
    found, at = [], 0
    while at < len(data):
        start, tag, length, at = at, data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4:
                raise ValueError("no length")
            length, at = int.from_bytes(data[at : at + count]), at + count
        if at + length > len(data):
            raise ValueError("cut")
        found.append(Value(tag, data[at : at + length], data[start : at + length]))
        at += length
    return found
