"""The figures of a letter, in the studio."""

from uuid import UUID

from flask import Blueprint, render_template

from leadgate.assets.types import VisitStep
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.permissions import allow
from leadgate.letter_figures import figures, wording
from leadgate.letter_figures.room import COUNT
from leadgate.letters import access

pages = Blueprint("letter_figures", __name__, url_prefix="/studio/letters/<uuid:letter_id>/figures")


@pages.get("")
@allow(COUNT)
def index(letter_id: UUID) -> str:
    """What became of it, beside the letter before."""
    letter = access.letter(letter_id)
    kinds = {"ways": wording.WAYS, "whys": [*Undelivered], "steps": [*VisitStep]}
    told = {"now": figures.figures_of(letter_id), "before": figures.figures_before(letter_id)}
    return render_template("letter_figures/index.html", letter=letter, **told, **kinds)
