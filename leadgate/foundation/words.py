"""Words for people, beside the thing they name: on an enum's member, in a room's manifest.

A text is translated when it is shown, never when it is declared, and declaring one imports nothing: the clock and
`leadgate --help` read manifests without paying for a translation machinery they do not use.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Self


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
    """States and kinds that carry what people read for them: `NAME = "value", _("words")`.

    A kind that is read in more than one way annotates its further texts (`asked: Text`), and its members have them in
    that order. A member that lacks one is refused where it is declared.
    """

    words: Text

    def __new__(cls, value: str, *texts: Text) -> Self:
        """A member, which is its value and has its texts."""
        names = ("words", *cls.__annotations__)
        if len(texts) != len(names):
            raise TypeError(f"{cls.__name__} {value!r} has to have: {', '.join(names)}.")
        made = str.__new__(cls, value)
        made._value_ = value
        for name, said in zip(names, texts, strict=True):
            setattr(made, name, said)
        return made


def words_of(*kinds: type[Words]) -> Callable[[str], str]:
    """What a template reads for a value of one of these kinds, as a column holds it.

    Returns:
        A filter, which raises ValueError for a value that no kind has.
    """
    known = {member.value: member.words for kind in kinds for member in kind}

    def shown(value: str) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(kind.__name__ for kind in kinds)}.")
        return str(known[value])

    return shown
