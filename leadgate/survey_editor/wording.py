"""What the editor's templates need to write its forms."""

from flask import Flask

from leadgate.foundation.languages import NAMES
from leadgate.survey_editor.condition_form import RELATIONS, rows_of
from leadgate.survey_editor.question_form import SPARE_ROWS, attributes_of


def register_filters(app: Flask) -> None:
    """Give the templates these words and rows."""
    app.jinja_env.globals.update(relations=RELATIONS, spare_rows=SPARE_ROWS, language_names=NAMES)
    app.jinja_env.filters.update(attributes=attributes_of, condition_rows=rows_of)
