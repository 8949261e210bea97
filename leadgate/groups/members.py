"""What members do with their membership: find what moderators put up for everybody, and leave."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.groups import resources
from leadgate.groups.actions import leaving
from leadgate.groups.inside import enter
from leadgate.people import browser

pages = Blueprint("groups_members", __name__, url_prefix="/g")


@pages.route("/<slug>/leave", methods=["GET", "POST"])
@allow(PUBLIC)
def leave(slug: str) -> ResponseReturnValue:
    """Belong to the group no longer; what one said goes, or stays without one's name."""
    inside, form = enter(slug), TokenButton()
    keeps = request.form.get("posts") == "keep"
    if form.submitted_to(leaving.leave, inside.membership.id, keeps_posts=keeps):
        return redirect(browser.home(), 303)
    return render_template("groups/leave.html", inside=inside, form=form), form.status


@pages.get("/<slug>/resources")
@allow(PUBLIC)
def resource(slug: str) -> str:
    """What the moderators want everybody to find at once."""
    inside = enter(slug)
    shown = resources.resources_of(inside.group.id, inside.membership.person_id)
    return render_template("groups/resources.html", inside=inside, resources=shown)
