"""Keeping pictures of pages: drawn anew in a child process, so that nothing of the file that was sent remains."""

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import delete as delete_rows

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.files import child
from leadgate.page_pictures.errors import NotAPagePicture, PagePictureTooLarge
from leadgate.page_pictures.models import PagePictureFile
from leadgate.page_pictures.types import PagePicture


def taken(file: bytes) -> PagePicture:
    """Draw a picture in its two sizes and keep it; one that is there already stays.

    Args:
        file: as somebody sent it: PNG, JPEG or WebP.

    Raises:
        NotAPagePicture: it is none of these, or broken.
        PagePictureTooLarge: it has too many points.
    """
    wide, width, height = _drawn("page-wide", file)
    narrow, *_size = _drawn("page-narrow", file)
    return _keep(sha256(file).hexdigest(), wide, narrow, width, height)


def _drawn(drawer: str, file: bytes) -> tuple[bytes, int, int]:
    try:
        drawn, said = child.drawn_by(drawer, file)
    except child.NotRead as trouble:
        raise NotAPagePicture from trouble
    if said == ["large"]:
        raise PagePictureTooLarge
    return drawn, int(said[0]), int(said[1])


@action
def _keep(name: str, wide: bytes, narrow: bytes, width: int, height: int) -> PagePicture:
    sizes = {"width": width, "height": height, "wide": wide, "narrow": narrow}
    sent = {"made_at": clock.now()}
    row = upsert(PagePictureFile).values({"sha256": name, **sent, **sizes})
    session().execute(row.on_conflict_do_update(index_elements=[PagePictureFile.sha256], set_=sent))
    return PagePicture(name, width, height)


@action
def delete(names: Collection[str]) -> None:
    """Delete pictures that nothing shows any more.

    Args:
        names: theirs.
    """
    session().execute(delete_rows(PagePictureFile).where(PagePictureFile.sha256.in_(names)))
