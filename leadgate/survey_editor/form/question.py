"""The editor's form of one question, made from what its kind says it has: a new kind needs no form of its own.

Each attribute of a kind is one of a few sorts: words in every language, a number, a tick, choices in rows. The form has
a field for each, named after it, and what is sent is read by the kind itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import msgspec
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.kinds import AnyItem, Choice, Item, Words
from leadgate.survey_editor.documents import converted
from leadgate.survey_editor.errors import NotASetting
from leadgate.survey_editor.form import conditions, fields
from leadgate.survey_editor.form.answers import fields_of_rows, typed_rows
from leadgate.survey_editor.form.conditions import conditions_in
from leadgate.survey_editor.form.fields import Fields

HEAD = ("key", "label", "hint", "required", "only_if")
"""What every question has; it stands first and is written out in the template."""
CHIEF = ("left", "right", "total", "unit")
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
    "total": _("Sum to share"),
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

OF_EVERY = {"label": _("Question"), "hint": _("A sentence below it"), "only_if": _("Ask it only if")}


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

    @property
    def is_chief(self) -> bool:
        """Whether the question is nothing without it; the others are fine as they are for most."""
        return self.sort is Sort.ROWS or self.name in CHIEF


def settings_of(item: Item) -> Iterator[QuestionSetting]:
    """What there is to fill in beside what every question has."""
    hints = get_type_hints(type(item))
    for field in msgspec.structs.fields(type(item)):
        if field.name not in HEAD and field.name not in item.has_no:
            yield QuestionSetting(field.name, _sort_of(hints[field.name]), LABELS[field.name])


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


def fields_of(item: AnyItem) -> Fields:
    """A question as fields of the form: what `typed_item` makes the same question of."""
    found = fields.of_words("label", item.label) | fields.of_words("hint", item.hint)
    found |= fields.of_tick("required", ticked=item.required) | conditions.fields_of("only_if", item.only_if)
    for one in settings_of(item):
        found |= _fields(one, getattr(item, one.name))
    return Fields(found)


def _fields(one: QuestionSetting, value: Any) -> dict[str, list[str]]:
    match one.sort:
        case Sort.WORDS:
            return fields.of_words(one.name, value)
        case Sort.TICK:
            return fields.of_tick(one.name, ticked=value)
        case Sort.ROWS:
            return fields_of_rows(one.name, value)
    shown = "" if value is None else f"{value:.15g}" if one.sort is Sort.NUMBER else value
    return {one.name: [shown]}


def typed_item(item: AnyItem, form: Fields, languages: Sequence[str]) -> AnyItem:
    """The question a form describes; its key and its kind stay.

    Raises:
        NotASetting: a field cannot hold what was typed into it.
    """
    raw: dict[str, Any] = {
        "kind": item.__struct_config__.tag,
        "key": item.key,
        "label": form.words("label", languages, item.label),
        "hint": form.words("hint", languages, item.hint),
        "required": form.has("required"),
        "only_if": conditions_in(form, "only_if"),
    }
    for one in settings_of(item):
        value = _typed(one, item, form, languages)
        if value is not None:
            raw[one.name] = value
    return _converted(raw)


def _typed(one: QuestionSetting, item: AnyItem, form: Fields, languages: Sequence[str]) -> Any:
    before = getattr(item, one.name)
    match one.sort:
        case Sort.WORDS:
            return form.words(one.name, languages, before)
        case Sort.TICK:
            return form.has(one.name)
        case Sort.ROWS:
            return typed_rows(form, one.name, languages, before)
        case Sort.NUMBER:
            return form.typed(one.name).replace(",", ".") or None
    return form.typed(one.name) or None


def _converted(raw: Mapping[str, Any]) -> AnyItem:
    try:
        item: AnyItem = msgspec.convert(raw, AnyItem, strict=False)
    except msgspec.ValidationError as refusal:
        raise _refused(raw, str(refusal)) from refusal
    return item


def _refused(raw: Mapping[str, Any], told: str) -> NotASetting:
    """Which field it is about, in the words that stand beside it."""
    found = re.search(r"\$\.([a-z_]+)", told)
    name = found[1] if found else ""
    label = LABELS.get(name) or OF_EVERY.get(name, "")
    typed = raw.get(name, "")
    if isinstance(typed, str):
        return NotASetting(gettext("“%(label)s” cannot be “%(typed)s”.", label=label, typed=typed), name)
    return NotASetting(gettext("“%(label)s” cannot stand like this: %(told)s", label=label, told=told), name)
