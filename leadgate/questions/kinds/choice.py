"""Choosing: one of several, several of several, each with room for something else."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import Meta, Struct

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.item import FormValues, Item, Key, Sentence, Value, Words, said
from leadgate.questions.kinds.text import one_line

OTHER = "other"
MOST_CHOICES = 200
LONGEST_OTHER = 200


PictureName = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
"""Of a picture of the survey: its SHA-256, or nothing."""


class Choice(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of the answers offered."""

    key: Key
    label: Words
    alone: bool = False
    """Whether nothing else can be chosen beside it ("none of these")."""
    picture: PictureName = ""
    """What it looks like; its label stands beside the picture all the same."""


def keys_of(choices: Iterable[Choice]) -> list[str]:
    """By which they are known."""
    return [one.key for one in choices]


def twice(choices: Sequence[Choice], *more: str) -> Iterator[Sentence]:
    """A sentence for every name that stands for two things, and for two that a respondent cannot tell apart.

    Args:
        choices: as they were written.
        more: names that are there besides.
    """
    keys = [*keys_of(choices), *more]
    for key in sorted({one for one in keys if keys.count(one) > 1}):
        yield _("“%(key)s” stands for two answers. Please give each a name of its own.", key=key)
    for language in sorted({language for one in choices for language in one.label}):
        read = [" ".join(one.label.get(language, "").split()) for one in choices]
        for label in dict.fromkeys(one for one in read if one and read.count(one) > 1):
            yield _("Two answers read “%(label)s”. Nobody can tell them apart.", label=label)


def in_order(choices: Sequence[Choice], seed: int, *, shuffled: bool) -> list[Choice]:
    """The choices as one respondent sees them, the same each time they look; what excludes the others stays last."""
    mixed = [one for one in choices if not one.alone]
    if shuffled:
        random.Random(seed).shuffle(mixed)  # noqa: S311 - an order, not a secret
    return mixed + [one for one in choices if one.alone]


class Offering(Item, frozen=True, kw_only=True, omit_defaults=True):
    """What all kinds have in common that offer things to choose, to put in order, or to share among."""

    choices: tuple[Choice, ...]
    shuffle: bool = False

    @property
    def offered(self) -> frozenset[str]:
        """The things that are offered."""
        return frozenset(keys_of(self.choices))

    def ordered(self, seed: int) -> list[Choice]:
        """As one respondent sees them."""
        return in_order(self.choices, seed, shuffled=self.shuffle)

    def texts(self) -> Iterator[Words]:
        """The question and what is offered."""
        yield from super().texts()
        yield from (one.label for one in self.choices)


class Choosing(Offering, frozen=True, kw_only=True, omit_defaults=True):
    """What the two kinds of choosing have in common."""

    other: bool = False

    @property
    def is_pictured(self) -> bool:
        """Whether one of its choices has a picture."""
        return any(one.picture for one in self.choices)

    @property
    def in_line(self) -> list[str]:
        """The codes of its choices in the order they were written, `other` at the end where there is room for it."""
        return [*keys_of(self.choices), *([OTHER] if self.other else [])]

    @property
    def offered(self) -> frozenset[str]:
        """The choices, and `other` where there is room for it."""
        return frozenset(self.in_line)

    def problems(self) -> Iterator[Sentence]:
        """Too few or too many choices, or two of one name."""
        if not 2 - self.other <= len(self.choices) <= MOST_CHOICES:
            yield _("It needs two answers to choose from at least, and two hundred at most.")
        yield from twice(self.choices, *([OTHER] if self.other else []))

    def read_keys(self, typed: FormValues) -> Value | None:
        """What was ticked, and the words beside "something else"."""
        chosen = list(dict.fromkeys(one for one in typed.getlist(self.field) if one))
        words = one_line(typed.get(f"{self.field}.{OTHER}", ""), LONGEST_OTHER) if self.other else ""
        if words and OTHER not in chosen:
            chosen = self.with_other(chosen)
        if not chosen:
            return None
        if not self.offered.issuperset(chosen):
            raise NotAnAnswer(gettext("Please choose from the answers shown."))
        if self.other and OTHER in chosen and not words:
            raise NotAnAnswer(gettext("Please say in a few words what else."))
        return {"chosen": chosen, **({"other": words} if words else {})}

    def with_other(self, chosen: list[str]) -> list[str]:
        """What is chosen when somebody typed something else without ticking it."""
        return [*chosen, OTHER]

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The ticks, and the words beside "something else"."""
        assert isinstance(value, dict)
        return {
            self.field: value["chosen"],
            **({f"{self.field}.{OTHER}": [value["other"]]} if "other" in value else {}),
        }

    def codes(self, value: Value) -> frozenset[str]:
        """What was chosen."""
        assert isinstance(value, dict)
        return frozenset(value["chosen"])

    def words_of(self, value: Value) -> Iterable[str]:
        """What else it was."""
        assert isinstance(value, dict)
        return [value["other"]] if "other" in value else []

    def plainly(self, value: Value, language: str) -> str:
        """What was chosen, in its words."""
        assert isinstance(value, dict)
        labels = {one.key: said(one.label, language) for one in self.choices}
        labels |= {OTHER: value["other"]} if "other" in value else {}
        return str(gettext(", ").join(labels.get(one, one) for one in value["chosen"]))


class OneChoice(Choosing, frozen=True, kw_only=True, omit_defaults=True, tag="choice"):
    """One of several answers."""

    shape: ClassVar[str] = "choice"

    def with_other(self, chosen: list[str]) -> list[str]:
        """Something else, unless one of the answers is ticked: then the words were meant before the tick."""
        return chosen or [OTHER]

    def read(self, typed: FormValues) -> Value | None:
        """Exactly one."""
        value = self.read_keys(typed)
        if isinstance(value, dict) and len(value["chosen"]) > 1:
            raise NotAnAnswer(gettext("Please choose one answer only."))
        if isinstance(value, dict) and value["chosen"] != [OTHER]:
            value.pop("other", None)
        return value


class SeveralChoices(Choosing, frozen=True, kw_only=True, omit_defaults=True, tag="choices"):
    """Several of several answers."""

    shape: ClassVar[str] = "choices"
    least: int = 0
    most: int = MOST_CHOICES

    def problems(self) -> Iterator[Sentence]:
        """Bounds nobody can keep."""
        yield from super().problems()
        if not 0 <= self.least <= min(self.most, len(self.offered)) or self.most < 1:
            yield _("Nobody can choose so few and so many at once: the least has to be below the most.")

    def read(self, typed: FormValues) -> Value | None:
        """As many as are asked for."""
        value = self.read_keys(typed)
        if not isinstance(value, dict):
            return None
        chosen = value["chosen"]
        if len(chosen) > 1 and any(one.alone and one.key in chosen for one in self.choices):
            raise NotAnAnswer(gettext("One of these excludes the others. Please choose either it or them."))
        if len(chosen) > self.most:
            raise NotAnAnswer(gettext("Please choose %(most)d at most.", most=self.most))
        if len(chosen) < self.least and not any(one.alone and one.key in chosen for one in self.choices):
            raise NotAnAnswer(gettext("Please choose %(least)d at least.", least=self.least))
        return value


class LinkValue(OneChoice, frozen=True, kw_only=True, omit_defaults=True, tag="hidden"):
    """What the link says by which somebody came: a hidden field, of which only listed words are taken.

    It is asked of nobody and stands with the first page, wherever it is written. A word that is not listed says
    nothing: a free one could be another for each addressee, and name them.
    """

    shape: ClassVar[str] = "hidden"
    is_asked: ClassVar[bool] = False
    has_no: ClassVar[frozenset[str]] = frozenset({"other", "shuffle", "hint", "required", "only_if"})

    def problems(self) -> Iterator[Sentence]:
        """No word, words twice, or room for others."""
        if not self.choices or self.other:
            yield _("A hidden field needs the words that a link can say, and takes no others.")
        yield from twice(self.choices)

    def read(self, typed: FormValues) -> Value | None:
        """The word of the link, if it is one that is listed."""
        said_by_link = typed.get(self.field, "")
        return {"chosen": [said_by_link]} if said_by_link in self.offered else None
