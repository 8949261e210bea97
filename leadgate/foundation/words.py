"""Words for people, beside the thing they name: on an enum's member, in a room's manifest.

A text is translated when it is shown, never when it is declared, and declaring one imports nothing: the clock and
`leadgate --help` read manifests without paying for a translation machinery they do not use.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Self


class Text:
    """A sentence or a label in English, shown in the reader's language.

    Args:
        id: the English text, as the catalogues know it; `%(name)s` stands for what is filled in when it is shown.
    """

    __slots__ = ("id",)

    def __init__(self, id: str) -> None:  # noqa: A002 - gettext's own word for it
        self.id = id

    def __str__(self) -> str:
        """The text in the language of the page or letter at work."""
        from flask_babel import gettext

        return str(gettext(self.id))

    def __repr__(self) -> str:
        return f"Text({self.id!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


text = Text
"""Called `_` where it is used, so that the catalogues find what it marks."""


class Words(StrEnum):
    """States and kinds that carry what people read for them: `NAME = "value", _("words")`."""

    words: Text

    if not TYPE_CHECKING:  # to whom a call is what it is with any enum: the member of that value

        def __new__(cls, value: str, words: Text) -> Self:
            """A member, which is its value and has its words."""
            made = str.__new__(cls, value)
            made._value_ = value
            made.words = words
            return made
