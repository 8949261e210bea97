"""Personal fields: places in a text that are filled in for each reader.

`{name}` stands for what the reader is called; `{name|friend}` says what stands there for readers of whom that is not
known. While a letter is composed each field is a mark of two private signs (Unicode, private use area) around a
number, which no text of people may hold; nothing a reader is called is ever searched for marks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from leadgate.letters.errors import BrokenField, UnknownField

BEGIN, END = "\ue000", "\ue001"
_FIELD = re.compile(r"\{\s*([A-Za-z][\w.]*)\s*(?:\|([^{}]*))?\}")
_MARK = re.compile(f"{BEGIN}(\\d+){END}")
_BEGUN = re.compile(r"\{\s*[A-Za-z]")
_NOT_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{BEGIN}{END}]")
"""What no text of XML may hold (XML 1.0, section 2.2), and what marks are made of."""


def as_text(typed: str) -> str:
    """What was typed, without signs that are no text."""
    return _NOT_TEXT.sub("", typed)


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One field as it stands in a text.

    Args:
        name: what is filled in: `name`, or an attribute's.
        instead: what stands there where that is not known; None where it has to be known.
    """

    name: str
    instead: str | None = None


@dataclass(slots=True)
class Marks:
    """The fields of the letter at work, by the numbers of their marks.

    Args:
        known: the names there are; None of what was kept for sending, whose names were there then.
    """

    known: frozenset[str] | None
    fields: list[PersonalField] = field(default_factory=list)

    def mark(self, one: PersonalField) -> str:
        """What stands for a field while the letter is composed."""
        if one not in self.fields:
            self.fields.append(one)
        return f"{BEGIN}{self.fields.index(one)}{END}"

    def marked(self, text: str) -> str:
        """A text with marks for its fields.

        Raises:
            UnknownField: it names one that there is not.
            BrokenField: one begins and does not end.
        """
        text = as_text(text)
        left = _FIELD.sub("", text)
        if begun := _BEGUN.search(left):
            raise BrokenField(left[begun.start() :].splitlines()[0])
        return _FIELD.sub(self._mark_of, text)

    def _mark_of(self, found: re.Match[str]) -> str:
        name, instead = found[1].lower(), found[2]
        if self.known is not None and name not in self.known:
            raise UnknownField(found[0])
        return self.mark(PersonalField(name, instead.strip() if instead is not None else None))

    def pieces(self, composed: str) -> Iterator[str | PersonalField]:
        """A composed text as what is the same for everybody and what is filled in, in turn."""
        for at, piece in enumerate(_MARK.split(composed)):
            if at % 2:
                yield self.fields[int(piece)]
            elif piece:
                yield piece


def names_in(fields: Iterable[PersonalField], *, needed: bool = False) -> frozenset[str]:
    """What some fields are filled with.

    Args:
        fields: any.
        needed: whether only those are meant that have nothing to stand there instead.
    """
    return frozenset(one.name for one in fields if not needed or one.instead is None)
