"""What moderators see: the queues of their groups, one request with its history, and the decisions."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button
from leadgate.foundation.permissions import Role, allow, declare
from leadgate.groups import access, moderating, queries, queue, requests
from leadgate.groups.actions import claiming, looking, posting
from leadgate.groups.moderating import Desk
from leadgate.groups.talk_forms import Announcement

pages = Blueprint("moderation", __name__, url_prefix="/moderate")
DECIDE = declare("groups:request:decide", Role.MODERATOR)
MODERATE = declare("groups:content:moderate", Role.MODERATOR)


@pages.get("/")
@allow(DECIDE)
def index() -> str:
    """The groups one runs, and what waits in each."""
    mine = queue.run_by(current_user.id, every=current_user.role == Role.OWNER)
    return render_template("groups/moderation_index.html", figures=queue.figures(mine))


@pages.get("/<slug>")
@allow(DECIDE)
def waiting(slug: str) -> str:
    """The queue of a group."""
    return render_template("groups/moderation_queue.html", desk=Desk(slug), form=Button())


@pages.post("/<slug>/decisions")
@allow(DECIDE)
def decide(slug: str) -> ResponseReturnValue:
    """Decide on one request, or on many; what was not reached is said one by one."""
    desk, form = Desk(slug), Button()
    if form.submitted_to(desk.decide) and form.answer:
        return redirect(url_for(".waiting", slug=slug, state=request.args.get("state")), 303)
    return render_template("groups/moderation_queue.html", desk=desk, form=form), 409 if desk.refused else form.status


@pages.get("/<slug>/requests/<uuid:number>")
@allow(DECIDE)
def one(slug: str, number: UUID) -> str:
    """One request: what was asked and answered, and all that happened to it."""
    group = access.run_by(slug, current_user)
    row = access.request_of(group, number)
    shown = queue.one(group, row, current_user.id)
    looking.note_look(group.id, [shown], by=current_user)
    history = {
        "steps": requests.steps_of(number),
        "messages": requests.messages_of(row),
        "names": queries.names_of(group.id),
    }
    return render_template("groups/moderation_request.html", group=group, one=shown, row=row, form=Button(), **history)


@pages.post("/<slug>/requests/<uuid:number>/claim")
@allow(DECIDE)
def claim(slug: str, number: UUID) -> ResponseReturnValue:
    """Say that one is on it."""
    row, form = access.request_of(access.run_by(slug, current_user), number), Button()
    taken = form.submitted_to(claiming.claim, row.id, by=current_user.id)
    return jsonify(yours=taken and form.answer), form.status


@pages.get("/<slug>/live")
@allow(DECIDE)
def live(slug: str) -> ResponseReturnValue:
    """Which of the named requests wait still, at which version, and who is on each: for pages that stay open."""
    group = access.run_by(slug, current_user)
    return jsonify(queue.live(group, request.args.getlist("request", type=UUID), current_user.id))


@pages.get("/<slug>/reports")
@allow(MODERATE)
def reports(slug: str) -> str:
    """Reported posts, and a form to tell all members something."""
    group = access.run_by(slug, current_user)
    shown = looking.reported_posts(group.id, by=current_user)
    forms = {"form": Button(formdata=None), "announcement": Announcement(formdata=None)}
    return render_template("groups/moderation_reports.html", group=group, reported=shown, **forms)


@pages.post("/<slug>/posts/<uuid:number>")
@allow(MODERATE)
def content(slug: str, number: UUID) -> ResponseReturnValue:
    """Hide a post, show it again, or find nothing wrong with it."""
    group, form = access.run_by(slug, current_user), Button()
    access.post(group, number, None)
    act, words = request.form.get("act", ""), request.form.get("words", "")
    if form.submitted_to(moderating.moderate, number, act, words, group=group.id, by=current_user.id):
        return redirect(url_for(".reports", slug=slug), 303)
    shown = {"reported": looking.reported_posts(group.id, by=current_user), "announcement": Announcement(formdata=None)}
    return render_template("groups/moderation_reports.html", group=group, form=form, **shown), form.status


@pages.post("/<slug>/announcements")
@allow(MODERATE)
def announce(slug: str) -> ResponseReturnValue:
    """Tell all members something."""
    group, form = access.run_by(slug, current_user), Announcement()
    said = form.title.data or "", form.body.data or ""
    if form.submitted_to(posting.announce, group.id, *said, by=current_user.id):
        return redirect(url_for(".reports", slug=slug), 303)
    shown = {"reported": looking.reported_posts(group.id, by=current_user), "form": Button(formdata=None)}
    return render_template("groups/moderation_reports.html", group=group, announcement=form, **shown), form.status
