"""Words of one's own: a line, or as many as it takes."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.web.forms import has_hidden_sign, tidy
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value

LONGEST = 10_000
MARKS = str.maketrans("", "", "\u200e\u200f\u061c")
"""What keyboards of Hebrew and Arabic type to set punctuation right; unlike overrides, it turns nothing round."""


def one_line(text: str, longest: int) -> str:
    """A line as it is kept.

    Raises:
        NotAnAnswer: too long, or with a hidden character.
    """
    return _checked(tidy(text), longest, lines=False)


def _checked(text: str, longest: int, *, lines: bool) -> str:
    if len(text) > longest:
        raise NotAnAnswer(gettext("Please keep this under %(max)d characters.", max=longest))
    if has_hidden_sign(text.translate(MARKS), lines=lines):
        raise NotAnAnswer(gettext("Please use letters, digits and punctuation only; a hidden character is in it."))
    return text


class Writing(Item, frozen=True, kw_only=True, omit_defaults=True):
    """What the two kinds of writing have in common."""

    longest: int = 2_000

    def problems(self) -> Iterator[Sentence]:
        """No room for an answer, or too much."""
        if not 1 <= self.longest <= LONGEST:
            yield _("An answer can be between one and ten thousand characters long.")

    def words_of(self, value: Value) -> Iterable[str]:
        """All of it."""
        return [str(value)]

    def plainly(self, value: Value, language: str) -> str:
        """As it was written."""
        return str(value)


class ShortText(Writing, frozen=True, kw_only=True, omit_defaults=True, tag="short_text"):
    """One line."""

    shape: ClassVar[str] = "short_text"
    longest: int = 200

    def read(self, typed: FormValues) -> Value | None:
        """The line."""
        return one_line(typed.get(self.field, ""), self.longest) or None


class LongText(Writing, frozen=True, kw_only=True, omit_defaults=True, tag="long_text"):
    """As many lines as it takes."""

    shape: ClassVar[str] = "long_text"

    def read(self, typed: FormValues) -> Value | None:
        """The lines, with one kind of line break."""
        text = tidy(typed.get(self.field, "")).replace("\r\n", "\n").replace("\r", "\n")
        return _checked(text, self.longest, lines=True) or None
