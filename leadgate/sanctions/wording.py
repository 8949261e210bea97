"""How the words of sanctions are written for a reader."""

from flask import Flask

from leadgate.foundation.words import words_of
from leadgate.sanctions.types import Category, Moderated, Sanctioning


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    kinds = {"category": Category, "moderated": Moderated, "sanctioned": Sanctioning}
    app.jinja_env.filters.update({name: words_of(kind) for name, kind in kinds.items()})
