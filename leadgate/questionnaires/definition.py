"""What a survey is made of: one document in all its languages, the same in the database, in a file and in the editor.

It never changes once it is published: a change is a new version, and each response names the one it answers.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from leadgate.foundation import words
from leadgate.foundation.words import text as _
from leadgate.questions.conditions import Condition
from leadgate.questions.kinds import AnyItem, Words
from leadgate.questions.kinds.item import Key, said

END = "end"
FORMAT = 1


class Layout(words.Words):
    """How much stands on one page."""

    QUESTION = "question", _("One question")
    SECTION = "section", _("One section")
    ALL = "all", _("Everything")


class Sensitive(words.Words):
    """What becomes of words that should not stand in an answer: health, beliefs, cards, others' addresses."""

    REFUSE = "refuse", _("Show them what was found and ask them to take it out")
    ASK = "ask", _("Show them what was found and let them choose, expressly, to have it kept")


class Branch(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where somebody goes after a section, if all conditions hold; the first that fits counts."""

    when: tuple[Condition, ...] = ()
    to: str
    """A later section, or `end`."""


class Section(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Questions that belong together."""

    key: Key
    title: Words = field(default_factory=dict)
    text: Words = field(default_factory=dict)
    questions: tuple[AnyItem, ...] = ()
    shuffle: bool = False
    leads: tuple[Branch, ...] = ()

    def own_texts(self) -> Iterator[Words]:
        """Every text of it but those of its questions."""
        yield from (words for words in (self.title, self.text) if words)


class Quota(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many finished responses with a certain answer, and no more."""

    question: str
    code: str
    most: Annotated[int, Meta(ge=1, le=1_000_000)]

    @property
    def name(self) -> str:
        """By which its count is kept."""
        return f"{self.question}:{self.code}"


class Definition(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """A survey, whole."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)] = FORMAT
    languages: tuple[str, ...]
    title: Words
    intro: Words = field(default_factory=dict)
    thanks: Words = field(default_factory=dict)
    full: Words = field(default_factory=dict)
    """What somebody reads for whom there is no place left in a quota."""
    layout: Layout = Layout.SECTION
    anonymous: bool = False
    sensitive: Sensitive = Sensitive.REFUSE
    asks_to_quote: bool = False
    kept_days: Annotated[int, Meta(ge=1, le=3_650)] = 365
    sections: tuple[Section, ...]
    quotas: tuple[Quota, ...] = ()

    @cached_property
    def items(self) -> dict[str, AnyItem]:
        """Every question by its key, in the order they stand."""
        return {item.key: item for section in self.sections for item in section.questions}

    def title_in(self, language: str) -> str:
        """Its title in a language, or else the first it speaks; what waits in one it speaks no more is not shown."""
        return said({tag: self.title[tag] for tag in self.languages if tag in self.title} or self.title, language)

    def own_texts(self) -> Iterator[Words]:
        """Every text of it but those of its sections and questions."""
        yield self.title
        yield from (words for words in (self.intro, self.thanks, self.full) if words)

    def texts(self) -> Iterator[Words]:
        """Every text a person reads."""
        yield from self.own_texts()
        for section in self.sections:
            yield from section.own_texts()
            for item in section.questions:
                yield from item.texts()


_reader = msgspec.json.Decoder(Definition)
_writer = msgspec.json.Encoder(order="sorted")


def from_json(text: str | bytes) -> Definition:
    """The survey a document describes.

    Raises:
        msgspec.DecodeError: it is not JSON, or not of this shape; its message names the place.
    """
    return _reader.decode(text)


def as_json(survey: Definition) -> str:
    """The document; the same survey is the same text, and reading it gives the same survey."""
    return msgspec.json.format(_writer.encode(survey), indent=2).decode()
