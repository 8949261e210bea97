"""The editor's rows of conditions: which question, what about it, and which of its answers, ticked by their labels."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.questions.conditions import Condition
from leadgate.survey_editor.form.fields import Fields

RELATIONS = {
    "any_of": _("is one of"),
    "none_of": _("is none of"),
    "at_least": _("is at least"),
    "at_most": _("is at most"),
    "answered": _("was answered"),
    "unanswered": _("was not answered"),
}
ABOUT_ANSWERS = ("any_of", "none_of")
ABOUT_NUMBERS = ("at_least", "at_most")


def conditions_in(form: Fields, name: str) -> list[dict[str, Any]]:
    """The conditions a form holds, as plain data; rows without a question are left out.

    A row that asks for answers and has none ticked yet asks whether there was an answer at all.
    """
    rows = [f"{name}.{at}" for at in form.rows(name)]
    return [_condition(form, row) for row in rows if form.value(f"{row}.question")]


def _condition(form: Fields, row: str) -> dict[str, Any]:
    asked, relation = form.value(f"{row}.question"), form.value(f"{row}.relation")
    codes, bound = form.ticked(f"{row}.codes"), form.typed(f"{row}.bound").replace(",", ".")
    if form.value(f"{row}.about") not in ("", asked):
        codes = []  # they are answers to the question that stood here before
    if relation in ABOUT_NUMBERS and bound:
        return {"question": asked, relation: bound}
    if codes and relation != "unanswered":
        return {"question": asked, "none_of" if relation == "none_of" else "any_of": codes}
    return {"question": asked, "answered": relation != "unanswered"}


def fields_of(name: str, conditions: Sequence[Condition]) -> dict[str, list[str]]:
    """Conditions as fields of the form; one that asks several things of a question is several rows."""
    rows = [row for one in conditions for row in _rows(one)]
    return {f"{name}.{at}.{what}": values for at, row in enumerate(rows) for what, values in row.items()}


def _rows(one: Condition) -> Iterator[dict[str, list[str]]]:
    asked = {"question": [one.question], "about": [one.question]}
    plain = True
    for relation, codes in (("any_of", one.any_of), ("none_of", one.none_of)):
        if codes:
            plain = False
            yield {**asked, "relation": [relation], "codes": list(codes)}
    for relation, bound in (("at_least", one.at_least), ("at_most", one.at_most)):
        if bound is not None:
            plain = False
            yield {**asked, "relation": [relation], "bound": [f"{bound:g}"]}
    if plain:
        yield {**asked, "relation": ["answered" if one.answered else "unanswered"]}
