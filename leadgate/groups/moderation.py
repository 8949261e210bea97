"""What moderators keep beside their group: what members find at once, and texts that are used again."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.groups import access, notes, resources
from leadgate.groups.actions import noting
from leadgate.groups.desk_forms import ReplyForm, ResourceForm
from leadgate.groups.room import DECIDE, MODERATE

pages = Blueprint("groups_moderation", __name__, url_prefix="/moderate")


@pages.route("/<slug>/resources", methods=["GET", "POST"])
@allow(MODERATE)
def resource(slug: str) -> ResponseReturnValue:
    """What members find at once, and a form for one more."""
    group, form = access.run_by(slug, current_user), ResourceForm()
    if form.submitted_to(lambda: resources.add(group.id, **form.chosen(), by=current_user.id)):
        return redirect(url_for(".resource", slug=slug), 303)
    shown = resources.resources_of(group.id)
    return render_template("groups/moderation_resources.html", group=group, form=form, resources=shown), form.status


@pages.post("/<slug>/resources/<uuid:resource_id>/removal")
@allow(MODERATE)
def drop_resource(slug: str, resource_id: UUID) -> ResponseReturnValue:
    """Let it stand there no longer."""
    group, form = access.run_by(slug, current_user), Button()
    if form.submitted_to(resources.drop, resource_id, group=group.id, by=current_user.id):
        return redirect(url_for(".resource", slug=slug), 303)
    shown = {"form": ResourceForm(formdata=None), "resources": resources.resources_of(group.id)}
    return render_template("groups/moderation_resources.html", group=group, **shown), form.status


@pages.route("/<slug>/replies", methods=["GET", "POST"])
@allow(DECIDE)
def replies(slug: str) -> ResponseReturnValue:
    """The texts that are used again, and a form for one more."""
    group, form = access.run_by(slug, current_user), ReplyForm()
    if form.submitted_to(noting.save_reply, group.id, form.title.data or "", form.text.data or "", by=current_user.id):
        return redirect(url_for(".replies", slug=slug), 303)
    shown = notes.replies(group.id)
    return render_template("groups/moderation_replies.html", group=group, form=form, replies=shown), form.status


@pages.post("/<slug>/replies/<uuid:reply_id>/removal")
@allow(DECIDE)
def drop_reply(slug: str, reply_id: UUID) -> ResponseReturnValue:
    """Keep a text no longer."""
    group, form = access.run_by(slug, current_user), Button()
    if form.submitted_to(noting.drop_reply, reply_id, group=group.id, by=current_user.id):
        return redirect(url_for(".replies", slug=slug), 303)
    shown = {"form": ReplyForm(formdata=None), "replies": notes.replies(group.id)}
    return render_template("groups/moderation_replies.html", group=group, **shown), form.status
