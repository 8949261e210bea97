"""What moderators see: the queues of their groups, one request with its history, and the decisions."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.groups import access as group_access
from leadgate.groups import notes
from leadgate.groups import queries as groups
from leadgate.groups.actions import noting
from leadgate.groups.desk_forms import NoteForm
from leadgate.groups.room import DECIDE, MODERATE
from leadgate.joining import access as joining_access
from leadgate.joining import requests
from leadgate.moderation import preview, queue
from leadgate.moderation.actions import claiming, looking
from leadgate.moderation.desk import Desk
from leadgate.sanctions.forms import BanForm

pages = Blueprint("moderation_requests", __name__, url_prefix="/moderate")


@pages.get("/<slug>")
@allow(DECIDE)
def waiting(slug: str) -> str:
    """The queue of a group; every look is on the record."""
    desk = Desk(slug)
    desk.note_look()
    return render_template("moderation/queue.html", desk=desk, form=Button())


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
    return render_template("moderation/queue.html", desk=desk, form=form), 409 if desk.refused else form.status


@pages.get("/<slug>/requests/<uuid:request_id>")
@allow(DECIDE)
def one(slug: str, request_id: UUID) -> str:
    """One request: what was asked and answered, and all that happened to it."""
    group = group_access.run_by(slug, current_user)
    row = joining_access.request_of(group, request_id)
    shown = queue.one(group, row, current_user.id)
    looking.note_look(group.id, [shown], by=current_user)
    history = {
        "steps": requests.steps_of(request_id),
        "messages": requests.messages_of(row),
        "names": groups.names_of(group.id),
        "notes": notes.about(group.id, row.subject_id),
        "replies": notes.replies(group.id),
        "note": NoteForm(formdata=None),
    }
    return render_template("moderation/request.html", group=group, one=shown, row=row, form=Button(), **history)


@pages.post("/<slug>/requests/<uuid:request_id>/claim")
@allow(DECIDE)
def claim(slug: str, request_id: UUID) -> ResponseReturnValue:
    """Say that one is on it."""
    row, form = joining_access.request_of(group_access.run_by(slug, current_user), request_id), Button()
    taken = form.submitted_to(claiming.claim, row.id, by=current_user.id)
    return jsonify(yours=taken and form.answer), form.status


@pages.get("/<slug>/live")
@allow(DECIDE)
def live(slug: str) -> ResponseReturnValue:
    """Which of the named requests wait still, at which version, and who is on each: for pages that stay open."""
    group = group_access.run_by(slug, current_user)
    return jsonify(queue.live(group, request.args.getlist("request", type=UUID), current_user.id))


@pages.post("/<slug>/requests/<uuid:request_id>/notes")
@allow(DECIDE)
def note_on_request(slug: str, request_id: UUID) -> ResponseReturnValue:
    """Write something down about an applicant."""
    group, form = group_access.run_by(slug, current_user), NoteForm()
    asked = joining_access.request_of(group, request_id)
    if form.submitted_to(noting.note, group.id, asked.subject_id, form.words.data or "", by=current_user.id):
        return redirect(url_for("moderation_requests.one", slug=slug, request_id=request_id, _anchor="notes"), 303)
    return render_template("groups/moderation_note.html", group=group, form=form), form.status


@pages.post("/<slug>/requests/<uuid:request_id>/preview")
@allow(DECIDE)
def look(slug: str, request_id: UUID) -> ResponseReturnValue:
    """Show the very letter the applicant would read, before anything is decided."""
    group = group_access.run_by(slug, current_user)
    asked, form = joining_access.request_of(group, request_id), Button()
    words = request.form.get("words", "") or notes.reply_text(group.id, request.form.get("reply", type=UUID))
    if form.submitted_to(preview.letters, asked, words):
        shown = {"asked": asked, "letters": form.answer, "words": words}
        return render_template("moderation/preview.html", group=group, **shown)
    return redirect(url_for("moderation_requests.one", slug=slug, request_id=request_id), 303)


@pages.route("/<slug>/requests/<uuid:request_id>/ban", methods=["GET", "POST"])
@allow(MODERATE)
def ban_applicant(slug: str, request_id: UUID) -> ResponseReturnValue:
    """Ban somebody who asks to join."""
    group, form = group_access.run_by(slug, current_user), BanForm()
    asked = joining_access.request_of(group, request_id)
    if form.submitted_to(form.ban, asked.id, group=group.id, by=current_user.id):
        return redirect(url_for("moderation_requests.waiting", slug=slug), 303)
    one = queue.one(group, asked, current_user.id)
    return render_template("moderation/ban.html", group=group, one=one, form=form), form.status
