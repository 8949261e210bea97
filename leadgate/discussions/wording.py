"""How the words of discussions are written for a reader."""

from flask import Flask

from leadgate.discussions.types import Sign
from leadgate.foundation.words import words_of


def register_filters(app: Flask) -> None:
    """Give the templates this filter."""
    app.jinja_env.filters["reaction"] = words_of(Sign)
