"""The words of the retention room, in the reader's language."""

from flask import Flask
from flask_babel import lazy_gettext as _

DOES = {
    "delete": _("deleted"),
    "erase-person": _("the person is erased"),
    "lapse-consent": _("the consent lapses"),
}
SWEEPS = {"running": _("running"), "waiting": _("waits for you"), "done": _("done")}


def teach(app: Flask) -> None:
    """Give the templates a filter for each kind of word."""
    app.jinja_env.filters["does_words"] = lambda word: str(DOES[str(word)])
    app.jinja_env.filters["sweep_words"] = lambda word: str(SWEEPS[str(word)])
