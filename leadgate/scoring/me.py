"""What a person sees of being compared: the figure, the reasons, and the button that ends it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.people import browser
from leadgate.scoring import scores
from leadgate.scoring.actions import forgetting
from leadgate.scoring.notices import COMPARING_SLUG

pages = Blueprint("scoring_me", __name__)


@pages.route("/me/compared", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def compared(person_id: UUID) -> ResponseReturnValue:
    """How the reader is compared, and why; the button is their objection."""
    button = TokenButton()
    if button.submitted_to(forgetting.object_to_it, person_id):
        return redirect(browser.home(changed=COMPARING_SLUG, answer="no"), 303)
    page = {"scores": scores.mine(person_id), "agrees": scores.is_compared(person_id)}
    return render_template("scoring/compared.html", button=button, **page), button.status
