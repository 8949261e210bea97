"""How entries of the ledger are written for a reader."""

from flask import Flask

from leadgate.foundation.words import words_of
from leadgate.ledger.types import ConsentEvent


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters["happened"] = words_of(ConsentEvent)
