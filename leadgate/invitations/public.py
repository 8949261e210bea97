"""What somebody who was invited sees: what it is, the way to the form, and a no that holds."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.groups import queries as groups
from leadgate.invitations import queries
from leadgate.invitations.actions import inviting

pages = Blueprint("invitations", __name__, url_prefix="/g")


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def invitation(token: str) -> ResponseReturnValue:
    """What one is invited to, the way to the form, and a no that holds."""
    invited, form = queries.by_token(token), TokenButton()
    if form.submitted_to(inviting.refuse, invited.id):
        return render_template("invitations/refused.html")
    gate = groups.gate_of(groups.group(invited.group_id), languages.of_request())
    return render_template("invitations/invitation.html", gate=gate, invited=invited, form=form), form.status
