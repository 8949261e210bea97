"""How the words of the surveys room are written for a reader."""

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.languages import NAMES as NAMES_OF_LANGUAGES
from leadgate.questions.kinds import Item
from leadgate.questions.kinds.kano import FEELINGS
from leadgate.surveys.condition_form import RELATIONS, rows_of
from leadgate.surveys.pictures import Score
from leadgate.surveys.question_form import NAMES, SPARE_ROWS, attributes_of


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(
        score_names=SCORE_NAMES,
        feelings=FEELINGS,
        relations=RELATIONS,
        spare_rows=SPARE_ROWS,
        language_names=NAMES_OF_LANGUAGES,
    )
    app.jinja_env.filters.update(
        kind_name=kind_name, score=score, figure=figure, attributes=attributes_of, condition_rows=rows_of
    )


SCORE_NAMES = {
    "nps": _("Net Promoter Score"),
    "satisfied": _("Satisfied (4 or 5)"),
    "easy": _("Found it easy (5 to 7)"),
    "mean": _("Mean"),
    "median": _("Median"),
    "pleases": _("Pleases if it is there"),
    "missed": _("Is missed if it is not"),
}
SHARES = {"share", "satisfied", "easy", "pleases", "missed"}


def figure(value: float, name: str) -> str:
    """A figure of a report as its kind is written: a share in per cent, the score with its sign, else two places."""
    if name in SHARES:
        return f"{value * 100:.0f} %".replace("-", "−")
    return (f"{value:+.0f}" if name == "nps" else f"{value:.2f}").replace("-", "−")


def score(one: Score) -> str:
    """A score of a report with its interval."""
    if one.span is None:
        return figure(one.value, one.name)
    value, low, high = (figure(end, one.name) for end in one.span)
    return str(gettext("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high))


def kind_name(item: Item) -> str:
    """What the kind of a question is called."""
    return str(NAMES[str(item.__struct_config__.tag)])
