"""What moderators see of posts that wait or were reported, and what they do about each."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.discussions import access as discussion_access
from leadgate.discussions import attachments, speaking
from leadgate.discussions import queries as discussions
from leadgate.discussions.forms import Announcement, most_bytes
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.groups import access as group_access
from leadgate.groups.room import MODERATE
from leadgate.sanctions import moderating
from leadgate.sanctions.actions import looking, redacting
from leadgate.sanctions.forms import Redaction

pages = Blueprint("reports", __name__, url_prefix="/moderate")


@pages.get("/<slug>/reports")
@allow(MODERATE)
def reports(slug: str) -> str:
    """What of the talks waits for a moderator, and a form to tell all members something."""
    return _reports(slug)


@pages.post("/<slug>/posts/<uuid:post_id>")
@allow(MODERATE)
def content(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Show, hide or remove a post, or find nothing wrong with it."""
    group, form = group_access.run_by(slug, current_user), Button()
    discussion_access.post(group, post_id, None)
    act, words = request.form.get("act", ""), request.form.get("words", "")
    if form.submitted_to(moderating.moderate, post_id, act, words, group=group.id, by=current_user.id):
        back = request.args.get("back", type=UUID)
        talks = url_for("discussions_moderation.one", slug=slug, thread_id=back, _anchor=str(post_id)) if back else None
        return redirect(talks or url_for(".reports", slug=slug), 303)
    return _reports(slug, form=form), form.status


@pages.post("/<slug>/announcements")
@allow(MODERATE)
@takes(most_bytes)
def announce(slug: str) -> ResponseReturnValue:
    """Tell all members something."""
    group, form = group_access.run_by(slug, current_user), Announcement()
    if form.submitted_to(speaking.announce, group.id, form, by=current_user.id):
        return redirect(url_for(".reports", slug=slug), 303)
    return _reports(slug, announcement=form), form.status


def _reports(slug: str, **forms: PageForm) -> str:
    group = group_access.run_by(slug, current_user)
    blank: dict[str, type[PageForm]] = {"form": Button, "announcement": Announcement}
    empty = {name: made(formdata=None) for name, made in blank.items() if name not in forms}
    reported, held = looking.reported_posts(group.id, by=current_user), discussions.held(group.id)
    files = attachments.of_posts([*(one.said.id for one in reported), *(said.id for said in held)])
    shown = {"reported": reported, "held": held, "files": files}
    return render_template("sanctions/moderation_reports.html", group=group, **shown, **empty, **forms)


@pages.route("/<slug>/posts/<uuid:post_id>/edit", methods=["GET", "POST"])
@allow(MODERATE)
def edit(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Change what somebody said where a part of it must not stand there."""
    group = group_access.run_by(slug, current_user)
    said = discussion_access.post(group, post_id, None)
    form, mine = Redaction(body=said.body), {"group": group.id, "by": current_user.id}
    if form.submitted_to(redacting.redact, post_id, form.body.data or "", form.reason.data or "", **mine):
        return redirect(
            url_for("discussions_moderation.one", slug=slug, thread_id=said.thread, _anchor=str(post_id)), 303
        )
    return render_template("sanctions/moderation_post.html", group=group, said=said, form=form), form.status
