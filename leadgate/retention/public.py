"""The answer to a letter that announced an end: one button that says "keep it"."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.retention.access import by_link
from leadgate.retention.actions import warning

pages = Blueprint("retention", __name__)


@pages.route("/keep/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def keep(token: str) -> ResponseReturnValue:
    """Stay, or say yes once more; looking changes nothing."""
    announced, form = by_link(token), TokenButton()
    if form.submitted_to(warning.keep, announced.id):
        return render_template("retention/kept.html", kept=form.answer, announced=announced)
    return render_template("retention/keep.html", form=form, announced=announced), form.status
