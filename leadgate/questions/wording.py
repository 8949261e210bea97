"""How questions and their kinds are called for a reader."""

from babel.numbers import get_decimal_symbol
from flask import Flask
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from leadgate.questions.kinds import Item
from leadgate.questions.kinds.kano import FEELINGS
from leadgate.questions.kinds.typed_numbers import ZEROS, plain_number

ITEMS = {
    "short_text": _("a line of words"),
    "long_text": _("words of one's own"),
    "number": _("a number"),
    "date": _("a date"),
    "choice": _("one of several answers"),
    "choices": _("several of several answers"),
    "ranking": _("putting in order"),
    "matrix": _("several statements on one scale"),
    "nps": _("recommending, 0 to 10 (NPS)"),
    "csat": _("satisfaction, 1 to 5 (CSAT)"),
    "ces": _("effort, 1 to 7 (CES)"),
    "slider": _("a number on a scale"),
    "constant_sum": _("sharing a sum among several things (constant sum)"),
    "best_worst": _("best and worst of small sets (MaxDiff)"),
    "kano": _("with it and without it (Kano)"),
    "hidden": _("what the link says (hidden field)"),
}
"""The kinds of questions of a survey, by their tags."""


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(feelings=FEELINGS, zeros=ZEROS, decimal_sign=lambda: get_decimal_symbol(get_locale()))
    app.jinja_env.filters.update(kind_name=kind_name, plain_number=plain_number)


def kind_name(item: Item) -> str:
    """What the kind of a question is called."""
    return str(ITEMS[str(item.__struct_config__.tag)])
