"""How the words of joining are written for a reader."""

from flask import Flask
from flask_babel import gettext, ngettext

from leadgate.foundation.words import words_of
from leadgate.joining.types import Because, JoinState, JoinStep, Only
from leadgate.questions.answers import field_name

A_DAY = 24
"""Hours."""


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    filters = {
        "request_state": words_of(JoinState),
        "request_step": words_of(JoinState, JoinStep),
        "admission_rule": words_of(Because),
        "usually": usually,
        "question_field": field_name,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals["narrowed"] = [(each, each.words) for each in Only]


def usually(hours: float) -> str:
    """In what time an answer usually comes."""
    if hours <= 1:
        return str(gettext("An answer usually comes within an hour."))
    if hours <= A_DAY:
        return str(gettext("An answer usually comes within a day."))
    days = -int(-hours // A_DAY)
    return str(ngettext("An answer usually comes within a day.", "An answer usually comes within %(num)s days.", days))
