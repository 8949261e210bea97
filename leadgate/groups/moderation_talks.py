"""What moderators see of the talks: all of them, what waits for them, and what they can do with each post."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button
from leadgate.foundation.permissions import allow
from leadgate.groups import access, attachments, speaking, talk
from leadgate.groups.actions import looking, pinning, redacting
from leadgate.groups.models import Group, Thread
from leadgate.groups.room import MODERATE
from leadgate.groups.talk_forms import Redaction, StaffReply

pages = Blueprint("moderation_talks", __name__, url_prefix="/moderate")


@pages.get("/<slug>/talks")
@allow(MODERATE)
def index(slug: str) -> str:
    """What is talked about; that a moderator reads it is on the record."""
    group = access.run_by(slug, current_user)
    looking.note_reading(group.id, by=current_user)
    shown, onward = talk.threads(group.id, None, request.args.get("before", ""))
    return render_template("groups/moderation_talks.html", group=group, talks=shown, onward=onward)


@pages.route("/<slug>/talks/<uuid:number>", methods=["GET", "POST"])
@allow(MODERATE)
def one(slug: str, number: UUID) -> ResponseReturnValue:
    """One talk with a button under each post, and a form to answer in the moderators' name."""
    group, form = access.run_by(slug, current_user), StaffReply()
    thread = access.thread(group, number, None)
    if form.submitted_to(speaking.answer, group.id, number, form, by=current_user.id):
        return redirect(url_for(".one", slug=slug, number=number, _anchor=str(form.answer)), 303)
    return _one(group, thread, form=Button(formdata=None), reply=form), form.status


@pages.route("/<slug>/posts/<uuid:number>/edit", methods=["GET", "POST"])
@allow(MODERATE)
def edit(slug: str, number: UUID) -> ResponseReturnValue:
    """Change what somebody said where a part of it must not stand there."""
    group = access.run_by(slug, current_user)
    said = access.post(group, number, None)
    form, mine = Redaction(body=said.body), {"group": group.id, "by": current_user.id}
    if form.submitted_to(redacting.redact, number, form.body.data or "", form.reason.data or "", **mine):
        return redirect(url_for(".one", slug=slug, number=said.thread, _anchor=str(number)), 303)
    return render_template("groups/moderation_post.html", group=group, said=said, form=form), form.status


@pages.post("/<slug>/talks/<uuid:number>/<any(pin, unpin):act>")
@allow(MODERATE)
def pin(slug: str, number: UUID, act: str) -> ResponseReturnValue:
    """Let a talk stand above all others, or no longer."""
    group, form = access.run_by(slug, current_user), Button()
    thread = access.thread(group, number, None)
    if form.submitted_to(pinning.pin, thread.id, pinned=act == "pin", by=current_user.id):
        return redirect(url_for(".one", slug=slug, number=number), 303)
    return _one(group, thread, form=form, reply=StaffReply(formdata=None)), form.status


def _one(group: Group, thread: Thread, **forms: object) -> str:
    looking.note_reading(group.id, by=current_user)
    shown, onward = talk.posts(group.id, thread.id, None, request.args.get("after", type=UUID))
    page = {"thread": thread, "posts": shown, "onward": onward}
    page["files"] = attachments.of_posts([said.id for said in shown])
    return render_template("groups/moderation_talk.html", group=group, **page, **forms)
