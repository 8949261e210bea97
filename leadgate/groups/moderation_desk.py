"""What moderators work with: figures, notes about somebody, texts used again, a look at what an applicant will read."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button
from leadgate.foundation.permissions import allow
from leadgate.groups import access, notes, preview, resources, weekly_stats
from leadgate.groups.actions import noting
from leadgate.groups.desk_forms import NoteForm, ReplyForm, ResourceForm
from leadgate.groups.room import DECIDE, MODERATE

pages = Blueprint("moderation_desk", __name__, url_prefix="/moderate")


@pages.get("/<slug>/figures")
@allow(DECIDE)
def figures(slug: str) -> str:
    """The group week by week, as pictures with a table."""
    group = access.run_by(slug, current_user)
    shown = weekly_stats.weeks_of(group.id)
    return render_template(
        "groups/moderation_figures.html", group=group, weeks=shown, pictures=weekly_stats.pictures(shown)
    )


@pages.post("/<slug>/requests/<uuid:number>/notes")
@allow(DECIDE)
def note_on_request(slug: str, number: UUID) -> ResponseReturnValue:
    """Write something down about an applicant."""
    group, form = access.run_by(slug, current_user), NoteForm()
    asked = access.request_of(group, number)
    if form.submitted_to(noting.note, group.id, asked.subject_id, form.words.data or "", by=current_user.id):
        return redirect(url_for("moderation.one", slug=slug, number=number, _anchor="notes"), 303)
    return render_template("groups/moderation_note.html", group=group, form=form), form.status


@pages.post("/<slug>/members/<uuid:number>/notes")
@allow(MODERATE)
def note_on_member(slug: str, number: UUID) -> ResponseReturnValue:
    """Write something down about a member."""
    group, form = access.run_by(slug, current_user), NoteForm()
    member = access.member(group, number)
    if form.submitted_to(noting.note, group.id, member.person, form.words.data or "", by=current_user.id):
        return redirect(url_for("moderation_members.one", slug=slug, number=number, _anchor="notes"), 303)
    return render_template("groups/moderation_note.html", group=group, form=form), form.status


@pages.route("/<slug>/resources", methods=["GET", "POST"])
@allow(MODERATE)
def resource(slug: str) -> ResponseReturnValue:
    """What members find at once, and a form for one more."""
    group, form = access.run_by(slug, current_user), ResourceForm()
    if form.submitted_to(lambda: resources.add(group.id, **form.chosen(), by=current_user.id)):
        return redirect(url_for(".resource", slug=slug), 303)
    shown = resources.resources_of(group.id)
    return render_template("groups/moderation_resources.html", group=group, form=form, resources=shown), form.status


@pages.post("/<slug>/resources/<uuid:number>/removal")
@allow(MODERATE)
def drop_resource(slug: str, number: UUID) -> ResponseReturnValue:
    """Let it stand there no longer."""
    group, form = access.run_by(slug, current_user), Button()
    if form.submitted_to(resources.drop, number, group=group.id, by=current_user.id):
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


@pages.post("/<slug>/replies/<uuid:number>/removal")
@allow(DECIDE)
def drop_reply(slug: str, number: UUID) -> ResponseReturnValue:
    """Keep a text no longer."""
    group, form = access.run_by(slug, current_user), Button()
    if form.submitted_to(noting.drop_reply, number, group=group.id, by=current_user.id):
        return redirect(url_for(".replies", slug=slug), 303)
    shown = {"form": ReplyForm(formdata=None), "replies": notes.replies(group.id)}
    return render_template("groups/moderation_replies.html", group=group, **shown), form.status


@pages.post("/<slug>/requests/<uuid:number>/preview")
@allow(DECIDE)
def look(slug: str, number: UUID) -> ResponseReturnValue:
    """Show the very letter the applicant would read, before anything is decided."""
    group = access.run_by(slug, current_user)
    asked, form = access.request_of(group, number), Button()
    words = request.form.get("words", "") or notes.reply_text(group.id, request.form.get("reply", type=UUID))
    if form.submitted_to(preview.letters, asked, words):
        shown = {"asked": asked, "letters": form.answer, "words": words}
        return render_template("groups/moderation_preview.html", group=group, **shown)
    return redirect(url_for("moderation.one", slug=slug, number=number), 303)
