"""Files on posts, as answers: for members, and for those who moderate."""

from uuid import UUID

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.discussions import access
from leadgate.discussions.actions import attaching, looking
from leadgate.discussions.attachments import Attached
from leadgate.discussions.inside import enter
from leadgate.foundation.files.attachments import SANDBOX, attached
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.groups import access as group_access
from leadgate.groups.room import MODERATE

pages = Blueprint("discussions_files", __name__)


@pages.get("/g/<slug>/files/<uuid:file_id>")
@allow(PUBLIC)
def one(slug: str, file_id: UUID) -> Response:
    """A file on a post, for who may read the post."""
    inside = enter(slug)
    return _answer(*access.file(inside.group, file_id, inside.membership.id))


@pages.get("/moderate/<slug>/files/<uuid:file_id>")
@allow(MODERATE)
def moderated(slug: str, file_id: UUID) -> Response:
    """A file on any post of the group; that a moderator reads it is on the record."""
    group = group_access.run_by(slug, current_user)
    looking.note_reading(group.id, by=current_user)
    return _answer(*access.file(group, file_id, None))


@pages.post("/g/<slug>/files/<uuid:file_id>/removal")
@allow(PUBLIC)
def remove(slug: str, file_id: UUID) -> ResponseReturnValue:
    """Take a file off what one said."""
    post = attaching.detach(file_id, membership=enter(slug).membership.id)
    return redirect(url_for("discussions.edit", slug=slug, post_id=post), 303)


def _answer(known: Attached, content: bytes) -> Response:
    headers = {"Content-Security-Policy": SANDBOX, "X-Robots-Tag": "noindex"}
    if not known.is_picture:
        headers["Content-Disposition"] = attached(known.name)
    return Response(content, mimetype=known.media_type, headers=headers)
