"""What members do about a post that is not right, and read of what moderators did."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.discussions import access as discussion_access
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.groups.inside import enter
from leadgate.sanctions import reported
from leadgate.sanctions.actions import reporting
from leadgate.sanctions.forms import ReportForm

pages = Blueprint("sanctions_members", __name__, url_prefix="/g")


@pages.route("/<slug>/posts/<uuid:post_id>/report", methods=["GET", "POST"])
@allow(PUBLIC)
def report(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Say that something is wrong with a post."""
    inside, form = enter(slug), ReportForm()
    said = discussion_access.post(inside.group, post_id, inside.membership.id)
    if form.submitted_to(reporting.report, inside.membership.id, post_id, form.chosen(), form.words.data or ""):
        return redirect(url_for("discussions.one", slug=slug, thread_id=said.thread, reported=1), 303)
    return render_template("sanctions/report.html", inside=inside, said=said, form=form), form.status


@pages.get("/<slug>/log")
@allow(PUBLIC)
def log(slug: str) -> str:
    """What moderators did to content, about nobody by name."""
    inside = enter(slug)
    return render_template("sanctions/log.html", inside=inside, steps=reported.log(inside.group.id))
