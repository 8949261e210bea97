"""A part of a letter as pieces of bytes, with places for what differs from reader to reader.

A letter for a hundred thousand people is encoded once. Parts are quoted-printable (RFC 2045, section 6.7), each piece
by itself, and what is filled in stands between two soft line breaks: so filling is joining, no line grows too long,
and nothing anybody is called is ever read as a part of the letter.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.quoprimime import body_encode

from leadgate.letters.fields import PersonalField

SOFT_BREAK = b"=\r\n"
LONGEST_LINE = 75
"""One less than is allowed: a soft break may follow."""
Escape = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part's body: what is the same for everybody, already encoded, and the fields between.

    Args:
        pieces: bytes as they leave, and fields.
        escape: makes a value harmless in the text it is filled into.
    """

    pieces: tuple[bytes | PersonalField, ...]
    escape: Escape

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The body for one reader.

        Args:
            values: what is known of them, by the field's name; what is missing or empty has its other words.
        """
        return b"".join(one if isinstance(one, bytes) else self._value(one, values) for one in self.pieces)

    def _value(self, one: PersonalField, values: Mapping[str, str]) -> bytes:
        return encoded(self.escape(values.get(one.name) or one.instead or "")) + SOFT_BREAK


def part_of(pieces: Iterable[str | PersonalField], escape: Escape) -> Part:
    """A part, encoded once.

    Args:
        pieces: as `Marks.pieces` gives them.
        escape: as of `Part`.
    """
    made: list[bytes | PersonalField] = []
    for one in pieces:
        if isinstance(one, str):
            made.append(encoded(one))
        else:
            made.extend((SOFT_BREAK, one))
    return Part(tuple(made), escape)


def encoded(text: str) -> bytes:
    """Text as quoted-printable of its UTF-8, with CRLF (RFC 2045, section 6.7)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    wire: str = body_encode(lines.encode().decode("latin-1"), maxlinelen=LONGEST_LINE, eol="\r\n")
    return wire.encode("ascii")
