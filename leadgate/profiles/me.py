"""What a person sees of being compared: the figure, the reasons, and the button that ends it."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.forms import TokenButton
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser
from leadgate.profiles import scores
from leadgate.profiles.actions import forgetting

pages = Blueprint("profiles_me", __name__)


@pages.route("/me/compared", methods=["GET", "POST"])
@allow(PUBLIC)
def compared() -> ResponseReturnValue:
    """How the reader is compared, and why; the button is their objection."""
    person, button = browser.person(), TokenButton()
    if person is None:
        return redirect(url_for("people.sign_in"), 303)
    if button.submitted_to(forgetting.object_to_it, person.id):
        return redirect(url_for("me.overview"), 303)
    page = {"scores": scores.mine(person.id), "agrees": scores.is_compared(person.id)}
    return render_template("profiles/compared.html", button=button, **page), button.status
