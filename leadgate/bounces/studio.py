"""What came back of letters, in the studio; every look is on the record."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.bounces import listing
from leadgate.bounces.actions import undoing
from leadgate.bounces.room import READ, RETURNED_LOOK
from leadgate.foundation.permissions import allow
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import Button

pages = Blueprint("bounces_studio", __name__, url_prefix="/studio/letters/returned")


@pages.get("")
@allow(READ)
def index() -> ResponseReturnValue:
    """What came back, the newest first."""
    return _shown(Button(formdata=None))


@pages.post("/<uuid:returned_id>/again")
@allow(READ)
def again(returned_id: UUID) -> ResponseReturnValue:
    """Write to somebody again."""
    form = Button()
    if form.submitted_to(undoing.write_again, returned_id, by=current_user.id):
        return redirect(url_for(".index"), 303)
    return _shown(form)


def _shown(form: Button) -> ResponseReturnValue:
    lines = listing.came_back(request.args.get("before", type=UUID))
    access_log.record(RETURNED_LOOK, {line.person_id for line in lines}, by=current_user)
    more = lines[-1].id if len(lines) == listing.ON_A_PAGE else None
    return render_template("bounces/index.html", form=form, lines=lines, more=more), form.status
