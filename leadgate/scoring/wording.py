"""How the words of the scoring room are written for a reader."""

from flask import Flask

from leadgate.foundation.words import words_of
from leadgate.scoring.models import Stage


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(stage_name=words_of(Stage), headed=headed)


def headed(text: str) -> str:
    """A text as a heading begins it."""
    return text[:1].upper() + text[1:]
