"""How entries of the ledger are written for a reader, and its checkpoint at the end of letters."""

from flask import Flask

from leadgate.foundation.words import words_of
from leadgate.ledger import checkpoints
from leadgate.ledger.types import ConsentEvent


def register_filters(app: Flask) -> None:
    """Give the templates these words, and the newest checkpoint."""
    app.jinja_env.globals["newest_checkpoint"] = checkpoints.newest
    app.jinja_env.filters["happened"] = words_of(ConsentEvent)
