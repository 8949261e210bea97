"""The editor's form of one question, made from what its kind says it has: a new kind needs no form of its own.

Each attribute of a kind is one of a few sorts: words in every language, a number, a tick, choices in rows. The form has
a field for each, named after it, and what is sent is read by the kind itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import msgspec
from flask_babel import lazy_gettext as _

from leadgate.foundation.web.forms import tidy
from leadgate.questions.kinds import AnyItem, Choice, Item, Words
from leadgate.questions.kinds.choice import OTHER
from leadgate.survey_editor.condition_form import conditions_in
from leadgate.survey_editor.documents import converted
from leadgate.survey_editor.shaping import new_key

SPARE_ROWS = 3
MOST_ROWS = 200
HEAD = ("key", "label", "hint", "required", "only_if")
"""What every question has; it stands first and is written out in the template."""
KINDS: dict[str, type[Item]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyItem)}
LABELS = {
    "longest": _("Characters at most"),
    "least": _("At least"),
    "most": _("At most"),
    "whole": _("Whole numbers only"),
    "unit": _("Unit"),
    "earliest": _("Not before (such as 2026-01-31)"),
    "latest": _("Not after"),
    "choices": _("Answers to choose from"),
    "other": _("“Something else”, with a line for words"),
    "shuffle": _("In another order for each respondent"),
    "places": _("So many places to give"),
    "rows": _("Statements"),
    "columns": _("Points of the scale"),
    "left": _("Words at the low end"),
    "right": _("Words at the high end"),
    "step": _("Steps of"),
    "set_size": _("Things in one set"),
    "times": _("How often each thing is shown"),
    "best": _("Word for the best"),
    "worst": _("Word for the worst"),
    "features": _("Features"),
}


class Sort(StrEnum):
    """What an attribute of a kind holds."""

    WORDS = "words"
    NUMBER = "number"
    LINE = "line"
    TICK = "tick"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class QuestionSetting:
    """One thing to fill in about a question."""

    name: str
    sort: Sort
    label: Any
    value: Any


def attributes_of(item: Item) -> Iterator[QuestionSetting]:
    """What there is to fill in beside what every question has, as it is now."""
    hints = get_type_hints(type(item))
    for field in msgspec.structs.fields(type(item)):
        if field.name not in HEAD:
            yield QuestionSetting(
                field.name, _sort_of(hints[field.name]), LABELS[field.name], getattr(item, field.name)
            )


def _sort_of(hint: Any) -> Sort:
    parts = {hint, *get_args(hint)}
    if hint is bool:
        return Sort.TICK
    if Choice in parts:
        return Sort.ROWS
    if parts & {int, float}:
        return Sort.NUMBER
    return Sort.LINE if parts & {str, type(None)} and dict not in {getattr(hint, "__origin__", None)} else Sort.WORDS


def blank(kind: str, key: str, label: Words) -> AnyItem:
    """A new question of a kind, with the least it needs.

    Raises:
        NotASurvey: there is no such kind.
    """
    given: dict[str, Any] = {"kind": kind, "key": key, "label": label}
    if kind in KINDS:
        rows = {field.name for field in msgspec.structs.fields(KINDS[kind]) if field.required} - {"key", "label"}
        given |= {name: [] for name in rows}
    return read_item(given)


def read_item(raw: Mapping[str, Any]) -> AnyItem:
    """A question of plain data.

    Raises:
        NotASurvey: it is not of the shape of its kind.
    """
    item: AnyItem = converted(raw, AnyItem)
    return item


def typed_item(item: AnyItem, form: Any, languages: Sequence[str]) -> AnyItem:
    """The question a form describes; its key and its kind stay.

    Raises:
        NotASurvey
    """
    raw: dict[str, Any] = {
        "kind": item.__struct_config__.tag,
        "key": item.key,
        "label": typed_words(form, "label", languages),
        "hint": typed_words(form, "hint", languages),
        "required": bool(form.get("required")),
        "only_if": conditions_in(form, "only_if"),
    }
    for one in attributes_of(item):
        value = _typed(one, form, languages)
        if value is not None:
            raw[one.name] = value
    return read_item(raw)


def _typed(one: QuestionSetting, form: Any, languages: Sequence[str]) -> Any:
    match one.sort:
        case Sort.WORDS:
            return typed_words(form, one.name, languages)
        case Sort.TICK:
            return bool(form.get(one.name))
        case Sort.ROWS:
            return typed_rows(form, one.name, languages)
    return tidy(form.get(one.name, "")).replace(",", ".") or None


def typed_words(form: Any, name: str, languages: Sequence[str]) -> dict[str, str]:
    """A text in each language it was typed in."""
    texts = {language: tidy(form.get(f"{name}.{language}", "")).replace("\r\n", "\n") for language in languages}
    return {language: text for language, text in texts.items() if text}


def typed_rows(form: Any, name: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Choices in rows: each keeps the name it has, a new one gets one after its words; empty rows are left out."""
    found: list[dict[str, Any]] = []
    for at in range(MOST_ROWS + SPARE_ROWS):
        if f"{name}.{at}.key" not in form:
            break
        words = typed_words(form, f"{name}.{at}", languages)
        if words:
            taken = [
                OTHER,
                *(one["key"] for one in found),
            ]  # “Other” is the commonest answer, and not the line for words
            key = tidy(form.get(f"{name}.{at}.key", "")) or new_key(next(iter(words.values())), "answer", taken)
            found.append({"key": key, "label": words, "alone": bool(form.get(f"{name}.{at}.alone"))})
    return found
