"""Surveys to start from: each is a file beside this one, as `survey export` writes them."""

from importlib.resources import files

from flask_babel import lazy_gettext as _

from leadgate.questionnaires.definition import Definition, from_json

EMPTY = "empty"
STARTERS = {
    EMPTY: _("An empty survey"),
    "hired": _("Why did you hire this guide? (jobs to be done)"),
    "recommend": _("Would you recommend it, and why (NPS)"),
    "motivations": _("What matters most (motivation ranking)"),
    "message": _("Which message lands (message test)"),
}


def starter(name: str) -> Definition:
    """The survey of that name."""
    return from_json((files(__package__) / f"{name}.json").read_bytes())
