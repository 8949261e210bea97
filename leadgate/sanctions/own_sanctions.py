"""What a person sees of what moderators decided about them, member or not any more, and their appeal."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.people import browser
from leadgate.sanctions import access
from leadgate.sanctions.actions import appealing
from leadgate.sanctions.forms import AppealForm

pages = Blueprint("own_sanctions", __name__, url_prefix="/g")


@pages.get("/<slug>/sanctions")
@allow(PUBLIC)
def index(slug: str) -> str:
    """What was decided about oneself, with the reasons, and what one can do."""
    mine = access.own_sanctions(slug, browser.person())
    return render_template("sanctions/own_sanctions.html", mine=mine, form=AppealForm(formdata=None), against=None)


@pages.post("/<slug>/sanctions/<uuid:sanction_id>/appeal")
@allow(PUBLIC)
def appeal(slug: str, sanction_id: UUID) -> ResponseReturnValue:
    """Appeal against a sanction, or against the hiding of one's post."""
    mine, form = access.own_sanctions(slug, browser.person()), AppealForm()
    against = appealing.appeal_hiding if mine.has_post(sanction_id) else appealing.appeal_sanction
    if form.submitted_to(against, mine.person, sanction_id, form.body.data or ""):
        return redirect(url_for(".index", slug=slug), 303)
    return render_template("sanctions/own_sanctions.html", mine=mine, form=form, against=sanction_id), form.status
