"""What the script of a site sends, read strictly: what it would never send is refused before anything is looked up."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from leadgate.cookie_choices.errors import NotAChoice
from leadgate.cookie_choices.models import HASH_BYTES
from leadgate.cookie_choices.types import How
from leadgate.cookies.documents import MOST_PURPOSES, Slug

MOST_BYTES = 2_048
Number = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]


class SentChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """A choice as it comes."""

    notice: Annotated[str, Meta(pattern=r"^[0-9a-f]{8}\Z")]
    allowed: Annotated[tuple[Slug, ...], Meta(max_length=MOST_PURPOSES)]
    how: How
    gpc: bool
    language: Annotated[str, Meta(min_length=1, max_length=12)]
    number: Number

    def bits(self, asked: Sequence[str], sold: Collection[str]) -> int:
        """What was allowed, a bit for each purpose that was asked.

        Args:
            asked: the purposes.
            sold: those of them that a browser's signal ends, whatever "accept all" means.

        Raises:
            NotAChoice: a purpose was not asked, or named twice; or it is not what the button does.
        """
        if len({*self.allowed}) != len(self.allowed) or not {*self.allowed} <= {*asked}:
            raise NotAChoice
        bits = sum(1 << asked.index(one) for one in self.allowed)
        ended = self.gpc and bool(sold)
        says = {
            How.ACCEPT: not ended and len(self.allowed) == len(asked),
            How.REFUSE: bits == 0,
            How.GPC: ended and {*self.allowed} == {*asked} - {*sold},
        }
        if not says.get(self.how, True):
            raise NotAChoice
        return bits

    @property
    def hashed(self) -> bytes:
        """By what its row is known."""
        return hash_of_number(self.number)


_READER = msgspec.json.Decoder(SentChoice)


def read_sent(body: bytes) -> SentChoice:
    """What a body says.

    Raises:
        NotAChoice: it is longer than any choice, or not one.
    """
    if len(body) > MOST_BYTES:
        raise NotAChoice
    try:
        return _READER.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError) as damage:
        raise NotAChoice from damage


def is_number(text: str) -> bool:
    """Whether a text could be the number of a choice."""
    return len(text) == 2 * HASH_BYTES and not text.strip("0123456789abcdef")


def hash_of_number(number: str) -> bytes:
    """By what the row of a number is known: the first half of the SHA-256 of its digits."""
    return sha256(number.encode()).digest()[:HASH_BYTES]
