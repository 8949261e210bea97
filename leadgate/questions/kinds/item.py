"""What every kind of question has in common: its name, its words, when it is asked, and how an answer to it is read.

An item is a question as a survey keeps it: part of a document, immutable, in all languages of the survey. The kinds
beside this file each add what they offer to choose from, and say how a form's fields become an answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Protocol, TypeAlias

from flask_babel import LazyString, gettext
from msgspec import Meta, Struct, field

from leadgate.questions.conditions import Condition

Key = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_]{0,39}$")]
Words = dict[Annotated[str, Meta(max_length=12)], Annotated[str, Meta(max_length=2_000)]]
"""The same text in each language, by its tag (BCP 47)."""
Value = str | int | float | list[str] | dict[str, Any]
"""An answer as it is sealed: plain JSON."""
Sentence: TypeAlias = LazyString | str


class FormValues(Protocol):
    """What a form sent."""

    def get(self, name: str, default: str, /) -> str:
        """The first value of a field."""

    def getlist(self, name: str, /) -> list[str]:
        """All values of a field."""


def said(words: Mapping[str, str], language: str) -> str:
    """A text in the language asked for, or else in the first there is."""
    return words.get(language) or next(iter(words.values()), "")


def told_of_each(told: Iterable[tuple[str, str]]) -> str:
    """What an answer says of several things, with the signs of the reader's language between.

    Args:
        told: each thing with what is said of it, both in words.
    """
    return str(gettext("; ").join(f"{thing}{gettext(': ')}{what}" for thing, what in told))


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """One question."""

    key: Key
    label: Words
    hint: Words = field(default_factory=dict)
    required: bool = False
    only_if: tuple[Condition, ...] = ()
    """It is asked only of those for whom all of these hold."""

    shape: ClassVar[str] = ""
    """The template that shows it."""
    is_asked: ClassVar[bool] = True
    """Whether somebody answers it; otherwise it comes with the first page by itself."""
    has_no: ClassVar[frozenset[str]] = frozenset()
    """What its kind takes over from another one and has no use for."""

    @property
    def field(self) -> str:
        """The name its fields begin with."""
        return f"q.{self.key}"

    @property
    def offered(self) -> frozenset[str]:
        """Every code an answer can have, for conditions, quotas and counts; none where answers are free."""
        return frozenset()

    def texts(self) -> Iterator[Words]:
        """Every text a person reads of it."""
        yield self.label
        if self.hint:
            yield self.hint

    def problems(self) -> Iterator[Sentence]:
        """What is wrong with it by itself."""
        yield from ()

    def read(self, typed: FormValues) -> Value | None:
        """The answer a form holds; None for none.

        Raises:
            NotAnAnswer: what was sent cannot be an answer to it.
        """
        raise NotImplementedError

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The fields of a form that hold an answer: what `read` makes the same answer of."""
        return {self.field: [str(value)]}

    def codes(self, value: Value) -> frozenset[str]:
        """What an answer says, as codes of `offered`."""
        return frozenset()

    def amount(self, value: Value) -> float | None:
        """The number an answer is, where it is one."""
        return None

    def words_of(self, value: Value) -> Iterable[str]:
        """What somebody wrote in words of their own."""
        return ()

    def plainly(self, value: Value, language: str) -> str:
        """An answer for a person to read."""
        raise NotImplementedError
