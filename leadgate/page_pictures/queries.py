"""The pictures of pages."""

from datetime import datetime

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.page_pictures.errors import NoSuchPagePicture
from leadgate.page_pictures.models import PagePictureFile
from leadgate.page_pictures.types import NARROW, PagePicture


def drawn_in(name: str, width: int) -> bytes:
    """A picture as WebP.

    Args:
        name: of the picture.
        width: one of its own (`PagePicture.widths`).

    Raises:
        NoSuchPagePicture: there is none of that name and width.
    """
    found = session().get(PagePictureFile, name)
    if found is None or width not in PagePicture(name, found.width, found.height).widths:
        raise NoSuchPagePicture
    return found.narrow if width == NARROW else found.wide


def sent_before(moment: datetime) -> set[str]:
    """The names of the pictures that were last sent before a moment (UTC)."""
    return set(session().scalars(select(PagePictureFile.sha256).where(PagePictureFile.made_at < moment)))


def named(name: str) -> PagePicture | None:
    """A picture's name and size; None where there is none of that name."""
    columns = (PagePictureFile.sha256, PagePictureFile.width, PagePictureFile.height)
    row = session().execute(select(*columns).where(PagePictureFile.sha256 == name)).first()
    return PagePicture(*row) if row else None
