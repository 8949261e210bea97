"""What a person once answered to get an asset: they can correct it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.assets.actions import correcting
from leadgate.assets.leads import answers_of
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.people import browser

pages = Blueprint("assets_me", __name__)


@pages.route("/me/answers/<uuid:grant_id>", methods=["GET", "POST"])
@allow(PUBLIC)
@browser.own_page
def answers(person_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    """Correct what was once answered."""
    form = TokenButton()
    if form.submitted_to(correcting.correct, grant_id, request.form.to_dict(), by=person_id):
        return redirect(browser.home(changed="answers"), 303)
    answered = answers_of(grant_id, person_id)
    return render_template("assets/answers.html", form=form, answered=answered), form.status
