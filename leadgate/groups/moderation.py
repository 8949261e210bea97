"""What moderators see: the queues of their groups, one request with its history, and the decisions."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button, Page
from leadgate.foundation.permissions import Role, allow
from leadgate.groups import access, attachments, moderating, notes, queries, queue, requests, speaking, talk
from leadgate.groups import waiting as everything_waiting
from leadgate.groups.actions import claiming, looking
from leadgate.groups.desk_forms import NoteForm
from leadgate.groups.moderating import Desk
from leadgate.groups.room import DECIDE, MODERATE
from leadgate.groups.talk_forms import Announcement

pages = Blueprint("moderation", __name__, url_prefix="/moderate")


@pages.get("/")
@allow(DECIDE)
def index() -> str:
    """The groups one runs, and everything that waits in each."""
    mine = queue.run_by(current_user.id, every=current_user.role == Role.OWNER)
    shown = {"figures": queue.figures(mine), "more": everything_waiting.of_groups(mine)}
    return render_template("groups/moderation_index.html", **shown)


@pages.get("/<slug>")
@allow(DECIDE)
def waiting(slug: str) -> str:
    """The queue of a group; every look is on the record."""
    desk = Desk(slug)
    desk.note_look()
    return render_template("groups/moderation_queue.html", desk=desk, form=Button())


@pages.post("/<slug>/decisions")
@allow(DECIDE)
def decide(slug: str) -> ResponseReturnValue:
    """Decide on one request, or on many; what was not reached is said one by one."""
    desk, form = Desk(slug), Button()
    if form.submitted_to(desk.decide) and form.answer:
        return redirect(
            url_for(".waiting", slug=slug, state=request.args.get("state"), only=request.args.get("only")), 303
        )
    desk.note_look()
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
        "notes": notes.about(group.id, row.subject_id),
        "replies": notes.replies(group.id),
        "note": NoteForm(formdata=None),
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
    """What of the talks waits for a moderator, and a form to tell all members something."""
    return _reports(slug)


@pages.post("/<slug>/posts/<uuid:number>")
@allow(MODERATE)
def content(slug: str, number: UUID) -> ResponseReturnValue:
    """Show, hide or remove a post, or find nothing wrong with it."""
    group, form = access.run_by(slug, current_user), Button()
    access.post(group, number, None)
    act, words = request.form.get("act", ""), request.form.get("words", "")
    if form.submitted_to(moderating.moderate, number, act, words, group=group.id, by=current_user.id):
        back = request.args.get("back", type=UUID)
        talks = url_for("moderation_talks.one", slug=slug, number=back, _anchor=str(number)) if back else None
        return redirect(talks or url_for(".reports", slug=slug), 303)
    return _reports(slug, form=form), form.status


@pages.post("/<slug>/announcements")
@allow(MODERATE)
def announce(slug: str) -> ResponseReturnValue:
    """Tell all members something."""
    group, form = access.run_by(slug, current_user), Announcement()
    if form.submitted_to(speaking.announce, group.id, form, by=current_user.id):
        return redirect(url_for(".reports", slug=slug), 303)
    return _reports(slug, announcement=form), form.status


def _reports(slug: str, **forms: Page) -> str:
    group = access.run_by(slug, current_user)
    blank: dict[str, type[Page]] = {"form": Button, "announcement": Announcement}
    empty = {name: made(formdata=None) for name, made in blank.items() if name not in forms}
    reported, held = looking.reported_posts(group.id, by=current_user), talk.held(group.id)
    files = attachments.of_posts([*(one.said.id for one in reported), *(said.id for said in held)])
    shown = {"reported": reported, "held": held, "files": files}
    return render_template("groups/moderation_reports.html", group=group, **shown, **empty, **forms)
