"""What marketers see: what good leads have in common, who is like them, and which motivations convert."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.assets import access
from leadgate.attributes import activities
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.scoring import forms, goals, motivations, pictures, scores
from leadgate.scoring.actions import aiming, counting, importing
from leadgate.scoring.room import EDIT, IMPORT, SCORE_LOOK, SCORES, VIEW

pages = Blueprint("scoring_studio", __name__, url_prefix="/studio")


@pages.get("/good-leads/")
@allow(VIEW)
def index() -> str:
    """Every goal."""
    listed = [(goals.figures_of(one), pictures.title_of(one)) for one in goals.every_goal()]
    rights = {"may_edit": may(current_user, EDIT), "may_import": may(current_user, IMPORT)}
    return render_template("scoring/index.html", listed=listed, agreeing=goals.how_many_agree(), **rights)


@pages.route("/good-leads/new", methods=["GET", "POST"])
@allow(EDIT)
def new() -> ResponseReturnValue:
    """Say what a good lead is."""
    form = forms.goal_form()
    occasion, place = activities.chosen(form.does.data or "")
    days = {"known_days": form.known_days.data or 0, "within_days": form.within_days.data or 0}
    if form.submitted_to(aiming.aim, occasion, place, form.traits.data or [], **days, by=current_user.id):
        return redirect(url_for(".goal", goal_id=form.answer), 303)
    return render_template("scoring/new.html", form=form), form.status


@pages.get("/good-leads/<uuid:goal_id>/")
@allow(VIEW)
def goal(goal_id: UUID) -> str:
    """What good leads have in common, and how well that tells who becomes one."""
    figures = goals.figures_of(goals.goal(goal_id))
    rights = {"may_edit": may(current_user, EDIT), "may_see": may(current_user, SCORES)}
    page = pictures.page_of(figures)
    return render_template("scoring/goal.html", figures=figures, page=page, button=Button(formdata=None), **rights)


@pages.post("/good-leads/<uuid:goal_id>/end")
@allow(EDIT)
def end(goal_id: UUID) -> ResponseReturnValue:
    """Aim at this no more."""
    Button().submitted_to(aiming.end, goal_id, by=current_user.id)
    return redirect(url_for(".index"), 303)


@pages.get("/good-leads/<uuid:goal_id>/people")
@allow(SCORES)
def people(goal_id: UUID) -> str:
    """Who is like them and agreed to hear of something; every look is on the record."""
    one, form = goals.goal(goal_id), forms.for_form()
    found = scores.most_like(one, form.chosen, form.tenth.data or 1, request.args.get("after", type=UUID))
    access_log.record(SCORE_LOOK, [each.person_id for each in found], by=current_user, subject=goal_id)
    return render_template("scoring/people.html", goal=one, title=pictures.title_of(one), form=form, people=found)


@pages.route("/good-leads/buyers", methods=["GET", "POST"])
@allow(IMPORT)
@takes(lambda: importing.MOST_BYTES + 100_000)
def buyers() -> ResponseReturnValue:
    """Say who bought, by a list."""
    form, imported = forms.BuyersForm(), None
    if form.submitted_to(importing.import_buyers, form.content(), by=current_user.id):
        imported = form.answer
    return render_template("scoring/buyers.html", form=form, imported=imported), form.status


@pages.route("/assets/<uuid:asset_id>/motivations", methods=["GET", "POST"])
@allow(VIEW)
def asset_motivations(asset_id: UUID) -> ResponseReturnValue:
    """Which motivations of an asset convert."""
    found, button = motivations.motivations_of(access.any_gate(asset_id).asset), Button()
    if button.submitted_to(counting.want, asset_id):
        return redirect(url_for(".asset_motivations", asset_id=asset_id), 303)
    page = pictures.conversions_of(found)
    return render_template("scoring/motivations.html", found=found, page=page, button=button), button.status
