"""What a column can be read as: a question, a part of one, the day or the language; each by a name a form can send."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    ConstantSum,
    Day,
    Kano,
    Matrix,
    OneChoice,
    Ranking,
    SeveralChoices,
    said,
)
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.item import Sentence
from leadgate.survey_imports.days import ORDERS

LEFT_OUT, NEVER = "", ".never"
DAY, LANGUAGE, STATE, KIND = ".day", ".language", ".state", ".kind"
SPECIAL: dict[str, Sentence] = {
    DAY: _("The day it was answered"),
    f"{DAY}/dmy": _("The day it was answered, the day before the month"),
    f"{DAY}/mdy": _("The day it was answered, the month before the day"),
    f"{DAY}/ymd": _("The day it was answered, the year first"),
    LANGUAGE: _("The language it was answered in"),
    STATE: _("Whether it was finished"),
    KIND: _("Whether it is a response: no test, nothing broken off"),
}
SHORT = 24
"""So many signs of a question stand before its part, which is what tells its parts apart in a list."""
WHOLE, WORDS, PLACE = "", "+", "#"
"""Parts of a question: all of it, the words beside “something else”, a place of an order."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be read as.

    Args:
        item: the question.
        part: which part of it.
        label: for a reader.
        names: what the column may be called in a file, beside the name and the label of the question.
    """

    item: AnyItem
    part: str
    label: str
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """By which a form sends it."""
        return f"{self.item.key}/{self.part}" if self.part else self.item.key


def targets_of(survey: Definition, language: str) -> dict[str, Target]:
    """Everything a column can be read as, by its name, in the order the questions stand."""
    found = (target for item in survey.items.values() for target in _of_item(item, language))
    return {one.name: one for one in found}


def parted(column: str) -> tuple[str, str]:
    """What a column is read as and its part, whatever order its days have."""
    key, _slash, part = column.partition("/")
    return key, WHOLE if part in ORDERS else part


def _of_item(item: AnyItem, language: str) -> Iterator[Target]:
    asked = said(item.label, language)
    if not isinstance(item, Matrix | ConstantSum | BestWorst | Kano):
        yield Target(item, WHOLE, asked)
    short = asked if len(asked) <= SHORT else f"{asked[:SHORT].rstrip()}…"
    for part, label, names in _parts(item, language):
        yield Target(item, part, f"{short} – {label}", names)


def _parts(item: AnyItem, language: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:  # noqa: C901 - a kind each
    match item:
        case SeveralChoices() | Ranking() | ConstantSum():
            yield from ((one.key, said(one.label, language), tuple(one.label.values())) for one in item.choices)
        case Matrix():
            yield from ((one.key, said(one.label, language), tuple(one.label.values())) for one in item.rows)
        case Day():
            yield "dmy", gettext("the day before the month"), ()
            yield "mdy", gettext("the month before the day"), ()
            yield "ymd", gettext("the year first"), ()
        case Kano():
            for one in item.features:
                yield f"{one.key}.with", gettext("%(thing)s, with it", thing=said(one.label, language)), ()
                yield f"{one.key}.without", gettext("%(thing)s, without it", thing=said(one.label, language)), ()
        case BestWorst():
            for number in range(1, item.set_count + 1):
                for end, label in (("shown", _("shown")), ("best", _("the best")), ("worst", _("the worst"))):
                    yield f"{number}.{end}", gettext("set %(number)d, %(end)s", number=number, end=label), ()
    if isinstance(item, SeveralChoices) and item.other:
        yield OTHER, gettext("something else"), ()
    if isinstance(item, OneChoice | SeveralChoices) and item.other:
        yield WORDS, gettext("the words beside “something else”"), ("words",)
    if isinstance(item, Ranking):
        for place in range(1, item.most_places + 1):
            yield f"{PLACE}{place}", gettext("place %(place)d", place=place), (str(place), f"rank {place}")
