"""Keeping the pictures of the brand: drawn anew, and forgotten where nobody has chosen them."""

from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.files import child
from leadgate.foundation.ids import new_id
from leadgate.site_settings.errors import NotABrandPicture
from leadgate.site_settings.models import SitePicture

UNCHOSEN_FOR = timedelta(days=1)
MOST_BYTES = 10_000_000
VECTOR_STARTS_WITHIN = 4_096
NO_VECTOR = _(
    "This is an SVG, which can hold scripts and load from elsewhere, so none is taken. Please save it as a PNG, at "
    "least 512 pixels wide."
)
TOO_LARGE = _("This picture has more points than can be drawn (24 million). Please save it smaller.")
TOO_HEAVY = _("This file is larger than 10 MB. Please save it smaller.")
NOT_READ = _("This is not a picture we can read to its end. Please take a PNG, JPEG or WebP.")


def keep_picture(content: bytes, what: str, *, by: UUID | None) -> str:
    """Draw a picture anew and keep it, so that it can be looked at and chosen.

    Args:
        content: of the file somebody sent.
        what: `logo` or `icon`; also the field of the form that is told a refusal.
        by: the staff account.

    Returns:
        What names it as a setting: its id, its width and its height.

    Raises:
        NotABrandPicture: it is an SVG, no whole PNG, JPEG or WebP, or too large.
    """
    if len(content) > MOST_BYTES:
        raise NotABrandPicture(what, TOO_HEAVY)
    if _is_vector(content):
        raise NotABrandPicture(what, NO_VECTOR)
    try:
        drawn, said = child.drawn_by(f"brand-{what}", content)
        if not drawn:
            raise NotABrandPicture(what, TOO_LARGE)
        width, height = int(said[-2]), int(said[-1])
    except (child.NotRead, ValueError, IndexError) as trouble:
        raise NotABrandPicture(what, NOT_READ) from trouble
    return f"{_kept(drawn, by)} {width} {height}"


@action
def _kept(drawn: bytes, by: UUID | None) -> UUID:
    picture_id = new_id()
    add_row(SitePicture, id=picture_id, content=drawn, at=clock.now(), by=by, was_chosen=False)
    return picture_id


@action
def forget_unchosen() -> None:
    """Let go of pictures that were only tried."""
    too_old = SitePicture.at < clock.now() - UNCHOSEN_FOR
    session().execute(delete(SitePicture).where(SitePicture.was_chosen.is_(False), too_old))


def _is_vector(content: bytes) -> bool:
    start = content[:VECTOR_STARTS_WITHIN].replace(b"\0", b"").lower()  # in UTF-16 as well
    return content.startswith(b"\x1f\x8b") or b"<svg" in start or b"<!doctype svg" in start or b"<?xml" in start
