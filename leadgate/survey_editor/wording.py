"""What the editor's templates need to write its forms."""

from flask import Flask

from leadgate.foundation.languages import NAMES
from leadgate.questions.wording import ITEMS
from leadgate.survey_editor.form.conditions import ABOUT_ANSWERS, ABOUT_NUMBERS, RELATIONS
from leadgate.survey_editor.form.question import settings_of
from leadgate.survey_editor.form.whole import CHOICES, DAYS, TICKS
from leadgate.surveys.merging import Sameness


def register_filters(app: Flask) -> None:
    """Give the templates these words and rows."""
    app.jinja_env.globals.update(
        relations=RELATIONS,
        about_answers=ABOUT_ANSWERS,
        about_numbers=ABOUT_NUMBERS,
        language_names=NAMES,
        kinds_of_questions=ITEMS,
        survey_ticks=TICKS,
        survey_choices=CHOICES,
        survey_days=DAYS,
        sameness=Sameness,
    )
    app.jinja_env.filters.update(settings_of=settings_of)
