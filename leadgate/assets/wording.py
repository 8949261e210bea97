"""How the words of the assets room are written for a reader."""

from flask import Flask

from leadgate.assets.types import VisitStep
from leadgate.foundation.words import words_of


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters["step_name"] = words_of(VisitStep)
