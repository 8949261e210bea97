"""What moderators see of the talks: all of them, what waits for them, and what they can do with each post."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.discussions import access, attachments, queries, speaking
from leadgate.discussions.actions import looking, pinning
from leadgate.discussions.forms import StaffReply, most_bytes
from leadgate.discussions.types import ThreadRow
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.groups import access as group_access
from leadgate.groups.room import MODERATE
from leadgate.groups.types import GroupRow

pages = Blueprint("discussions_moderation", __name__, url_prefix="/moderate")


@pages.get("/<slug>/talks")
@allow(MODERATE)
def index(slug: str) -> str:
    """What is talked about; that a moderator reads it is on the record."""
    group = group_access.run_by(slug, current_user)
    looking.note_reading(group.id, by=current_user)
    shown, onward = queries.threads(group.id, None, request.args.get("before", ""))
    return render_template("discussions/moderation_talks.html", group=group, talks=shown, onward=onward)


@pages.route("/<slug>/talks/<uuid:thread_id>", methods=["GET", "POST"])
@allow(MODERATE)
@takes(most_bytes)
def one(slug: str, thread_id: UUID) -> ResponseReturnValue:
    """One talk with a button under each post, and a form to answer in the moderators' name."""
    group, form = group_access.run_by(slug, current_user), StaffReply()
    thread = access.thread(group, thread_id, None)
    if form.submitted_to(speaking.answer, group.id, thread_id, form, by=current_user.id):
        return redirect(url_for(".one", slug=slug, thread_id=thread_id, _anchor=str(form.answer)), 303)
    return _one(group, thread, form=Button(formdata=None), reply=form), form.status


@pages.post("/<slug>/talks/<uuid:thread_id>/<any(pin, unpin):act>")
@allow(MODERATE)
def pin(slug: str, thread_id: UUID, act: str) -> ResponseReturnValue:
    """Let a talk stand above all others, or no longer."""
    group, form = group_access.run_by(slug, current_user), Button()
    thread = access.thread(group, thread_id, None)
    if form.submitted_to(pinning.pin, thread.id, pinned=act == "pin", by=current_user.id):
        return redirect(url_for(".one", slug=slug, thread_id=thread_id), 303)
    return _one(group, thread, form=form, reply=StaffReply(formdata=None)), form.status


def _one(group: GroupRow, thread: ThreadRow, **forms: object) -> str:
    looking.note_reading(group.id, by=current_user)
    shown, onward = queries.posts(group.id, thread.id, None, request.args.get("after", type=UUID))
    page = {"thread": thread, "posts": shown, "onward": onward}
    page["files"] = attachments.of_posts([said.id for said in shown])
    return render_template("discussions/moderation_talk.html", group=group, **page, **forms)
