"""Words of pages and letters that owners may put in words of their own; rooms declare theirs in their manifests.

The default is a text of the catalogues, so it is there in every language; what an owner typed is a setting of one
language (`wording.gate.confirm.subject.en`), and wherever there is none, the default stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from flask_babel import force_locale

from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.words import Text
from leadgate.foundation.words import text as _

SETTING = "wording."
"""How the settings that are wordings begin."""
EVERYWHERE = ("controller", "site")
"""What every wording may name: who answers for the site, and what it is called."""
_OF_CATALOGUES = re.compile(r"%\((\w+)\)s")


class WordingShape(StrEnum):
    """What a wording is the text of."""

    LINE = "line"
    SUBJECT = "subject"
    """A header of mail: what is filled in can be no header of its own."""
    POINTS = "points"
    """A list, each line a point."""


LONGEST = {WordingShape.LINE: 200, WordingShape.SUBJECT: 120, WordingShape.POINTS: 1_000}
"""How many signs may be typed."""
MOST_POINTS = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that can be said in own words.

    Args:
        name: of what has the words, of the part, and its own: `gate.confirm.subject`.
        label: of its field.
        default: what stands there otherwise; of a catalogue, or the same in every language.
        may: what it may name beside what every wording may: `title` is filled in where `{title}` stands.
        needs: what of that it has to name.
        shape: what it is the text of.
    """

    name: str
    label: Text
    default: Text | str
    may: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    shape: WordingShape = WordingShape.LINE

    @property
    def placeholders(self) -> tuple[str, ...]:
        """All it may name, what it has to name first."""
        return tuple(dict.fromkeys((*self.needs, *self.may, *EVERYWHERE)))

    def default_in(self, tag: str) -> str:
        """The default in a language, with its placeholders.

        Args:
            tag: of the language (BCP 47).
        """
        with force_locale(tag.replace("-", "_")):
            return self.default_now()

    def default_now(self) -> str:
        """The default in the language of the page or letter at work, with its placeholders."""
        return _OF_CATALOGUES.sub(r"{\1}", str(self.default))

    def setting(self, tag: str) -> str:
        """The name of the setting that holds it in a language."""
        return f"{SETTING}{self.name}.{tag}"


@dataclass(frozen=True, slots=True)
class WordedPart:
    """A page, a part of one, or a letter, with what of it can be said in own words.

    A room above shows it as somebody who reads it would get it, by answering `words.looked-at`:
    `(part's name, as_text) -> Response`.

    Args:
        name: by which its page of the settings is known.
        title: what owners read for it.
        about: what stays as it is, whatever is typed.
        wordings: its words, in their order.
        is_letter: whether it is one, which can be looked at as text, too.
    """

    name: str
    title: Text
    about: Text
    wordings: tuple[Wording, ...]
    is_letter: bool = False


def settings_of(parts: Iterator[WordedPart]) -> dict[str, Wording]:
    """Every wording by the names of its settings, one for each language.

    Args:
        parts: those of the house.
    """
    every = chain.from_iterable(part.wordings for part in parts)
    return {one.setting(tag): one for one in every for tag in SPOKEN}


SUBJECT, HEADING, LEAD, BUTTON = _("Subject"), _("Heading"), _("Words before it"), _("Button")
"""Labels that several have."""
