"""How the words of the scoring room are written for a reader."""

from flask import Flask
from flask_babel import lazy_gettext as _

from leadgate.scoring.models import Stage

STAGES = {
    Stage.WAITING: _("The workers will begin within a minute"),
    Stage.READING: _("Reading what people told"),
    Stage.LEARNING: _("Learning, and checking what was learnt"),
    Stage.SCORING: _("Working out a figure for each person"),
    Stage.DONE: _("Done"),
    Stage.TOO_FEW: _("Too few so far"),
}


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(stage_name=stage_name, headed=headed)


def stage_name(stage: str) -> str:
    """What a stage is called."""
    return str(STAGES[Stage(stage)])


def headed(text: str) -> str:
    """A text as a heading begins it."""
    return text[:1].upper() + text[1:]
