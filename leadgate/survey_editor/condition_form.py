"""The editor's rows of conditions: which question, what about it, which answers."""

from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.foundation.web.forms import tidy
from leadgate.questions.conditions import Condition

SPARE_ROWS = 2
MOST_ROWS = 20
RELATIONS = {
    "any_of": _("is one of"),
    "none_of": _("is none of"),
    "at_least": _("is at least"),
    "at_most": _("is at most"),
    "answered": _("was answered"),
    "unanswered": _("was not answered"),
}


def conditions_in(form: Any, name: str) -> list[dict[str, Any]]:
    """The conditions a form holds, as plain data; rows without a question are left out."""
    rows = [at for at in range(MOST_ROWS + SPARE_ROWS) if form.get(f"{name}.{at}.question")]
    return [_condition(form, f"{name}.{at}") for at in rows]


def _condition(form: Any, row: str) -> dict[str, Any]:
    asked, relation = form.get(f"{row}.question", ""), form.get(f"{row}.relation", "")
    values = [tidy(one) for one in form.get(f"{row}.values", "").split(",") if tidy(one)]
    match relation:
        case "any_of" | "none_of":
            return {"question": asked, relation: values}
        case "at_least" | "at_most":
            return {"question": asked, relation: values[0] if values else ""}
    return {"question": asked, "answered": relation != "unanswered"}


def rows_of(conditions: tuple[Condition, ...]) -> list[tuple[str, str, str]]:
    """Conditions as rows of the form: question, relation, values; with spare ones."""
    rows = [row for one in conditions for row in _rows(one)]
    return [*rows, *[("", "any_of", "")] * SPARE_ROWS]


def _rows(one: Condition) -> list[tuple[str, str, str]]:
    rows = [
        (one.question, relation, ", ".join(codes))
        for relation, codes in (("any_of", one.any_of), ("none_of", one.none_of))
        if codes
    ]
    bounds = (("at_least", one.at_least), ("at_most", one.at_most))
    rows += [(one.question, relation, f"{bound:g}") for relation, bound in bounds if bound is not None]
    return rows or [(one.question, "answered" if one.answered else "unanswered", "")]
