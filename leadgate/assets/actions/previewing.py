"""Previewing: the first page of a PDF as a picture, drawn in a child process after the file was published."""

from uuid import UUID

from leadgate.assets import landing_cache
from leadgate.assets.models import AssetVersion
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.files import child
from leadgate.foundation.installation import installation


def make_preview(version: str) -> None:
    """Draw the first page of a version; a file that cannot be drawn stays without a picture."""
    row = session().get(AssetVersion, UUID(version))
    if row is None or row.picture:
        return
    parts = installation().storage.read(row.stored_as, 0, row.size)
    try:
        picture, said = child.drawn_by("first-page", b"".join(parts))
        pages = int(said[-1])
    except (child.NotRead, ValueError, IndexError):  # broken, encrypted, too large to draw, or too slow
        return
    _keep_preview(row.id, picture, pages)


@action
def _keep_preview(version: UUID, picture: bytes, pages: int) -> None:
    row = session().get_one(AssetVersion, version)
    row.picture, row.pages = picture, pages
    after_commit(landing_cache.forget)
