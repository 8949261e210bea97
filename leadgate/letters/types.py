"""What a letter is made of: blocks, in each of its languages."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

MOST_BLOCKS = 60
Line = Annotated[str, Meta(max_length=300)]
Address = Annotated[str, Meta(max_length=1_000)]
LongText = Annotated[str, Meta(max_length=20_000)]


class BlockKind(StrEnum):
    """By which a block is known where it is kept."""

    HEADING = "heading"
    TEXT = "text"
    BUTTON = "button"
    PICTURE = "picture"
    QUOTE = "quote"
    CARD = "card"
    DIVIDER = "divider"


class _Block(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    key: Annotated[str, Meta(max_length=20)] = ""
    """By which it is the same block in every language, and while it is moved; empty where nobody works on it."""


class Heading(_Block, frozen=True, tag=BlockKind.HEADING.value):
    """A heading of the letter; 1 stands once, at the top."""

    text: Line = ""
    level: Annotated[int, Meta(ge=1, le=2)] = 2


class Passage(_Block, frozen=True, tag=BlockKind.TEXT.value):
    """Paragraphs, in Markdown."""

    text: LongText = ""


class LinkButton(_Block, frozen=True, tag=BlockKind.BUTTON.value):
    """A link that is pressed."""

    label: Line = ""
    url: Address = ""


class Picture(_Block, frozen=True, tag=BlockKind.PICTURE.value):
    """A picture that is hosted here."""

    url: Address = ""
    alt: Line = ""
    """What whoever does not see it reads; empty for one that says nothing."""
    is_ornament: bool = False
    """Whether it says nothing, so that whoever does not see it misses nothing."""
    link: Address = ""
    width: Annotated[int, Meta(ge=1, le=1_200)] = 600


class Saying(_Block, frozen=True, tag=BlockKind.QUOTE.value):
    """What somebody said."""

    text: LongText = ""
    who: Line = ""


class Card(_Block, frozen=True, tag=BlockKind.CARD.value):
    """Something of this site that is shown with its title and a link: an asset, an event."""

    about: Annotated[str, Meta(max_length=60)] = ""
    """What it is taken from: `asset:<id>`, `event:<id>`; empty where it was typed."""
    title: Line = ""
    text: Annotated[str, Meta(max_length=1_000)] = ""
    when: Line = ""
    where: Line = ""
    picture: Address = ""
    width: Annotated[int, Meta(ge=1, le=1_200)] = 600
    """Of the picture; a tall one is shown narrow."""
    alt: Line = ""
    url: Address = ""
    label: Line = ""


class Divider(_Block, frozen=True, tag=BlockKind.DIVIDER.value):
    """A line between two parts."""


Block = Heading | Passage | LinkButton | Picture | Saying | Card | Divider


class LetterWording(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a letter says in one language."""

    subject: Line = ""
    preheader: Line = ""
    """What a list of mails shows behind the subject."""
    blocks: Annotated[tuple[Block, ...], Meta(max_length=MOST_BLOCKS)] = ()


def read_wording(text: str | bytes) -> LetterWording:
    """A wording as it was kept.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.json.decode(text, type=LetterWording)


def written_wording(wording: LetterWording) -> str:
    """A wording as it is kept."""
    return msgspec.json.encode(wording, order="deterministic").decode()
