"""What members see: the talks of their group, one talk, what they can do in it. Others find nothing here."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.discussions import access, attachments, queries, reactions, searching
from leadgate.discussions.actions import posting
from leadgate.discussions.forms import NewThread, PostForm, most_bytes
from leadgate.discussions.inside import enter
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.bodies import takes

pages = Blueprint("discussions", __name__, url_prefix="/g")


@pages.route("/<slug>/talks", methods=["GET", "POST"])
@allow(PUBLIC)
@takes(most_bytes)
def talks(slug: str) -> ResponseReturnValue:
    """What is talked about, and a form for something new."""
    inside = enter(slug)
    form = NewThread.begun(*inside.draft(inside.group.id))
    if form.submitted_to(inside.begin, form.title.data or "", form.body.data or "", form.uploads()):
        return redirect(url_for(".one", slug=slug, thread_id=form.answer), 303)
    shown, onward = queries.threads(inside.group.id, inside.membership.id, request.args.get("before", ""))
    page = {"talks": shown, "onward": onward, "unread": inside.unread([one.thread for one in shown])}
    return render_template("discussions/talks.html", inside=inside, form=form, **page), form.status


@pages.get("/<slug>/search")
@allow(PUBLIC)
def search(slug: str) -> str:
    """What was said with certain words, of what one may read."""
    inside, text = enter(slug), request.args.get("q", "")[:200]
    found, onward = searching.search(inside.group.id, inside.membership.id, text, request.args.get("before", type=UUID))
    return render_template("discussions/search.html", inside=inside, text=text, found=found, onward=onward)


@pages.route("/<slug>/talks/<uuid:thread_id>", methods=["GET", "POST"])
@allow(PUBLIC)
@takes(most_bytes)
def one(slug: str, thread_id: UUID) -> ResponseReturnValue:
    """One talk, and a form to answer."""
    inside = enter(slug)
    thread, form = (
        access.thread(inside.group, thread_id, inside.membership.id),
        PostForm.begun(*inside.draft(thread_id)),
    )
    if form.submitted_to(inside.answer, thread.id, form.body.data or "", form.uploads()):
        return redirect(url_for(".one", slug=slug, thread_id=thread_id, _anchor=str(form.answer)), 303)
    shown, onward = queries.posts(
        inside.group.id, thread_id, inside.membership.id, request.args.get("after", type=UUID)
    )
    inside.note_read(thread)
    reacted = reactions.of_posts([said.id for said in shown], inside.membership.id)
    files = attachments.of_posts([said.id for said in shown if said.body])
    page = {"thread": thread, "posts": shown, "onward": onward, "form": form, "reacted": reacted, "files": files}
    return render_template("discussions/talk.html", inside=inside, **page), form.status


@pages.get("/<slug>/talks/<uuid:thread_id>/since/<uuid:last>")
@allow(PUBLIC)
def since(slug: str, thread_id: UUID, last: UUID) -> str:
    """That somebody has said something since, for a page that stays open; it changes nothing under the reader."""
    inside = enter(slug)
    thread = access.thread(inside.group, thread_id, inside.membership.id)
    count = queries.said_since(thread.id, last, inside.membership.id)
    return render_template("discussions/_since.html", inside=inside, thread=thread, last=last, count=count)


@pages.route("/<slug>/posts/<uuid:post_id>/edit", methods=["GET", "POST"])
@allow(PUBLIC)
@takes(most_bytes)
def edit(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Change what one said."""
    inside = enter(slug)
    said = access.own_post(inside.group, post_id, inside.membership.id)
    form = PostForm(body=said.body)
    if form.submitted_to(posting.mend, post_id, form.body.data or "", membership=inside.membership.id):
        return redirect(url_for(".one", slug=slug, thread_id=said.thread, _anchor=str(post_id)), 303)
    files = attachments.of_posts([post_id]).get(post_id, [])
    return render_template("discussions/post_edit.html", inside=inside, said=said, form=form, files=files), form.status


@pages.post("/<slug>/posts/<uuid:post_id>/removal")
@allow(PUBLIC)
def remove(slug: str, post_id: UUID) -> ResponseReturnValue:
    """Delete what one said."""
    inside = enter(slug)
    said = access.own_post(inside.group, post_id, inside.membership.id)
    posting.take_down(post_id, membership=inside.membership.id)
    return redirect(url_for(".one", slug=slug, thread_id=said.thread), 303)
