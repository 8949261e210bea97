"""How the words of the surveys room are written for a reader."""

from flask import Flask

from leadgate.foundation.languages import NAMES as NAMES_OF_LANGUAGES
from leadgate.questions.kinds import Item
from leadgate.questions.kinds.kano import FEELINGS
from leadgate.surveys.condition_form import RELATIONS, rows_of
from leadgate.surveys.question_form import NAMES, SPARE_ROWS, attributes_of


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(
        feelings=FEELINGS,
        relations=RELATIONS,
        spare_rows=SPARE_ROWS,
        language_names=NAMES_OF_LANGUAGES,
    )
    app.jinja_env.filters.update(kind_name=kind_name, attributes=attributes_of, condition_rows=rows_of)


def kind_name(item: Item) -> str:
    """What the kind of a question is called."""
    return str(NAMES[str(item.__struct_config__.tag)])
