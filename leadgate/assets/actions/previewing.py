"""Previewing: what a file looks like, drawn in a child process after it was published."""

from dataclasses import asdict
from uuid import UUID

from leadgate.assets.models import AssetVersion
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.files import archives, child, kinds
from leadgate.foundation.installation import installation
from leadgate.page_pictures.actions import keeping
from leadgate.page_pictures.types import PagePicture

DRAWERS = {
    kinds.PDF: "first-page",
    archives.EPUB: "book-cover",
    **dict.fromkeys(archives.OFFICE, "thumbnail"),
    **dict.fromkeys(kinds.PICTURES, "page-picture"),
}
"""Who draws which kind; what is missing here, or holds no picture, gets a designed cover on its page."""


def make_preview(version: str) -> None:
    """Draw what a version looks like; a file that cannot be drawn, or shows nothing, stays without a picture."""
    row = session().get(AssetVersion, UUID(version))
    if row is None or row.picture:
        return
    parts = installation().storage.read(row.stored_as, 0, row.size)
    try:
        picture, _ = child.drawn_by(DRAWERS[row.media_type], b"".join(parts))
    except child.NotRead:  # broken, without a picture, blank, too large to draw, or too slow
        return
    _keep_preview(row.id, picture, keeping.taken(picture))


@action
def _keep_preview(version: UUID, picture: bytes, cover: PagePicture) -> None:
    row = session().get_one(AssetVersion, version)
    row.picture, row.cover = picture, asdict(cover)
    after_commit(page_cache.forget)
