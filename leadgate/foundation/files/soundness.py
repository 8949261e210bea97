"""Whether a PDF or picture can be opened, asked before it is published: no reader should be the first to find out."""

from contextlib import suppress
from typing import BinaryIO

from leadgate.foundation.files import child
from leadgate.foundation.files.errors import FileDamaged, PictureDamaged
from leadgate.foundation.files.kinds import PDF, PICTURES

LOCKED = 0
"""The number of pages of a PDF that only a password opens: nobody here can count them."""


def pages_if_sound(file: BinaryIO, media_type: str) -> int | None:
    """How many pages a file has, as `pages_of`; None where its kind has none.

    Args:
        file: stands at its start, and does so afterwards.
        media_type: what it was recognised as.

    Raises:
        FileDamaged, PictureDamaged: it cannot be opened.
    """
    if media_type in PICTURES:
        refuse_damaged_picture(file)
    return pages_of(file) if media_type == PDF else None


def pages_of(file: BinaryIO) -> int | None:
    """How many pages a PDF has.

    Args:
        file: stands at its start, and does so afterwards.

    Returns:
        `LOCKED` where only its readers can know; None where nobody could tell in the time there is for one file.

    Raises:
        FileDamaged: it breaks off, or no page of it can be opened.
    """
    try:
        _, said = child.drawn_by("pdf-state", file)
    except child.NotRead:
        return None
    if said[0] == "damaged":
        raise FileDamaged
    return LOCKED if said[0] == "locked" else int(said[1])


def refuse_damaged_picture(file: BinaryIO) -> None:
    """Let a picture pass that is whole, or that nobody could look through in the time there is for one file.

    Args:
        file: stands at its start, and does so afterwards.

    Raises:
        PictureDamaged: it breaks off, or no reader of pictures knows it.
    """
    with suppress(child.NotRead):
        if child.drawn_by("picture-state", file)[1] == ["damaged"]:
            raise PictureDamaged
