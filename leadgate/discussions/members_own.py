"""What a member does for themselves: how they hear of what is new, what they have begun to write, one-press answers."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.discussions import access
from leadgate.discussions.actions import drafting, reacting, telling
from leadgate.discussions.forms import DraftForm, Mails, Reacting
from leadgate.discussions.inside import enter
from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("discussions_own", __name__, url_prefix="/g")


@pages.route("/<slug>/mails", methods=["GET", "POST"])
@allow(PUBLIC)
def mails(slug: str) -> ResponseReturnValue:
    """Choose when one hears of what is new; each way has its own wording."""
    inside = enter(slug)
    offered = telling.offered(inside.group, languages.of_request())
    form = Mails.of(offered, telling.pace_of(inside.membership))
    if form.submitted_to(telling.choose, inside.membership.id, form.chosen(), form.notice(offered)):
        return redirect(url_for(".mails", slug=slug, saved=1), 303)
    saved = bool(request.args.get("saved"))
    return render_template(
        "discussions/mails.html", inside=inside, form=form, offered=offered, saved=saved
    ), form.status


@pages.post("/<slug>/posts/<uuid:post_id>/reaction")
@allow(PUBLIC)
def react(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Say something about a post with one press, or take it back."""
    inside, form = enter(slug), Reacting()
    said = access.post(inside.group, post_id, inside.membership.id)
    if form.submitted_to(lambda: reacting.react(inside.membership.id, post_id, form.chosen())):
        return redirect(url_for("discussions.one", slug=slug, thread_id=said.thread, _anchor=str(post_id)), 303)
    return render_template("discussions/reaction.html", inside=inside, said=said, form=form), form.status


@pages.post("/<slug>/drafts/<uuid:place>")
@allow(PUBLIC)
def keep_draft(slug: str, place: UUID) -> ResponseReturnValue:
    """Keep what one has begun to write, for a talk of this group or for a new one."""
    inside, form = enter(slug), DraftForm()
    inside.refuse_elsewhere(place)
    if form.submitted_to(drafting.keep, inside.membership.id, place, form.body.data or "", form.title.data or ""):
        back = url_for("discussions.talks", slug=slug, kept=1) if place == inside.group.id else None
        return redirect(back or url_for("discussions.one", slug=slug, thread_id=place, kept=1, _anchor="write"), 303)
    return render_template("discussions/draft.html", inside=inside, form=form), form.status
