"""A plain text cut into words: a word of letters is one, a Chinese sign is one, a sign between words is one.

Spaces, hyphens and apostrophes only part words, so "self-harm", "self harm" and "糖 尿 病" read like what they hide.
Words spelt out ("c a n c e r") are put together, and a word with figures in it ("d1abetes") is read in letters, too.
"""

import re
from dataclasses import dataclass

_HAN = "\u3400-\u9fff"
_LETTER = rf"[^\W\d_{_HAN}]"
_TOKEN = re.compile(
    rf"(?<![^\W_])(?:{_LETTER}[ .*-]){{3,}}{_LETTER}(?![^\W_])|"
    rf"[{_HAN}]|[^\W_{_HAN}]+(?:[@$][^\W_{_HAN}]+)*|\n|[^\w\s'-]"
)
_BETWEEN = re.compile(r"[ .*-]")
_FIGURE = re.compile(r"[\d@$]")
_LETTERS_FOR = (str.maketrans("01345789@$", "oieastbgas"), str.maketrans("01345789@$", "oleastbgas"))
_SHORTEST_DISGUISED = 4
_ENDS = frozenset(".!?。！？;；\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, and where it stands.

    Args:
        start: where it begins in the plain text.
        end: where it ends.
        readings: how it may be meant, in small letters; as it is written first.
    """

    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def ends_sentence(self) -> bool:
        """Whether it is the sign after a sentence."""
        return self.readings[0] in _ENDS


def tokens_of(text: str) -> list[Token]:
    """The words of a plain text in their order."""
    return [Token(found.start(), found.end(), _readings(found[0])) for found in _TOKEN.finditer(text)]


def _readings(written: str) -> tuple[str, ...]:
    word = _BETWEEN.sub("", written).casefold() or written
    if len(word) < _SHORTEST_DISGUISED or word.isdecimal() or not _FIGURE.search(word):
        return (word,)
    return tuple(dict.fromkeys((word, *(word.translate(letters) for letters in _LETTERS_FOR))))
