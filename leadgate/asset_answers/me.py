"""What a person once answered to get an asset: they can correct it, in fields like those they filled in."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from leadgate.asset_answers.forms import corrected, correcting_form
from leadgate.assets.actions import correcting
from leadgate.assets.leads import answers_of
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser

pages = Blueprint("asset_answers", __name__)


@pages.route("/me/answers/<uuid:grant_id>", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def answers(person_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    """Correct what was once answered."""
    answered = answers_of(grant_id, person_id)
    form = correcting_form(answered.fields)
    if form.submitted_to(lambda: correcting.correct(grant_id, corrected(form), by=person_id)):
        return redirect(browser.home(changed="answers"), 303)
    return render_template("asset_answers/answers.html", form=form, answered=answered), form.status
