"""What moderators see of members: who they are, one of them, what was decided about somebody, and appeals."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.groups import access as group_access
from leadgate.groups import notes, roster
from leadgate.groups.actions import noting
from leadgate.groups.desk_forms import NoteForm
from leadgate.groups.room import MODERATE
from leadgate.groups.types import GroupRow
from leadgate.sanctions import queries
from leadgate.sanctions.actions import appealing, sanctioning
from leadgate.sanctions.forms import AppealAnswerForm, SanctionForm

pages = Blueprint("sanctions_moderation", __name__, url_prefix="/moderate")


@pages.get("/<slug>/members")
@allow(MODERATE)
def index(slug: str) -> str:
    """Who belongs to the group, by the names they have there."""
    group = group_access.run_by(slug, current_user)
    shown, onward = roster.members(group.id, request.args.get("after", type=UUID))
    return render_template("sanctions/moderation_members.html", group=group, members=shown, onward=onward)


@pages.route("/<slug>/members/<uuid:membership_id>", methods=["GET", "POST"])
@allow(MODERATE)
def one(slug: str, membership_id: UUID) -> ResponseReturnValue:
    """One member: what was decided about them before, and a form to mute or ban them."""
    group, form = group_access.run_by(slug, current_user), SanctionForm()
    member = group_access.member(group, membership_id)
    if form.submitted_to(form.sanction, membership_id, group=group.id, by=current_user.id):
        return redirect(url_for(".decided", slug=slug), 303)
    known = {"member": member, "before": queries.about(group.id, member.person)}
    known |= {"notes": notes.about(group.id, member.person), "note": NoteForm(formdata=None)}
    return render_template("sanctions/moderation_member.html", group=group, form=form, **known), form.status


@pages.get("/<slug>/sanctions")
@allow(MODERATE)
def decided(slug: str) -> str:
    """What holds, what waits for a second moderator, and what was appealed against."""
    group = group_access.run_by(slug, current_user)
    return _decided(group, form=Button(formdata=None), answer=AppealAnswerForm(formdata=None))


@pages.post("/<slug>/sanctions/<uuid:sanction_id>/<any(second, lift):act>")
@allow(MODERATE)
def act(slug: str, sanction_id: UUID, act: str) -> ResponseReturnValue:
    """Agree to a ban that waits, or end a sanction before its time."""
    group, form = group_access.run_by(slug, current_user), Button()
    change = sanctioning.second if act == "second" else sanctioning.lift
    if form.submitted_to(change, sanction_id, group=group.id, by=current_user.id):
        return redirect(url_for(".decided", slug=slug), 303)
    return _decided(group, form=form, answer=AppealAnswerForm(formdata=None)), form.status


@pages.post("/<slug>/appeals/<uuid:appeal_id>/<any(grant, refuse):act>")
@allow(MODERATE)
def answer(slug: str, appeal_id: UUID, act: str) -> ResponseReturnValue:
    """Answer an appeal."""
    group, form = group_access.run_by(slug, current_user), AppealAnswerForm()
    decision = {"granted": act == "grant", "group": group.id, "by": current_user.id}
    if form.submitted_to(appealing.decide, appeal_id, form.words.data or "", **decision):
        return redirect(url_for(".decided", slug=slug), 303)
    return _decided(group, form=Button(formdata=None), answer=form), form.status


def _decided(group: GroupRow, **forms: PageForm) -> str:
    shown = {"held": queries.of_group(group.id), "appealed": queries.appealed(group.id)}
    return render_template("sanctions/moderation_sanctions.html", group=group, **shown, **forms)


@pages.post("/<slug>/members/<uuid:membership_id>/notes")
@allow(MODERATE)
def note_on_member(slug: str, membership_id: UUID) -> ResponseReturnValue:
    """Write something down about a member."""
    group, form = group_access.run_by(slug, current_user), NoteForm()
    member = group_access.member(group, membership_id)
    if form.submitted_to(noting.note, group.id, member.person, form.words.data or "", by=current_user.id):
        return redirect(
            url_for("sanctions_moderation.one", slug=slug, membership_id=membership_id, _anchor="notes"), 303
        )
    return render_template("groups/moderation_note.html", group=group, form=form), form.status
