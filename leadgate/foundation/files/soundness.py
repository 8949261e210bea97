"""Whether a PDF can be opened, asked before it is published: a reader should not be the first to find out."""

from typing import BinaryIO

from leadgate.foundation.files import child
from leadgate.foundation.files.errors import FileDamaged

LOCKED = 0
"""The number of pages of a PDF that only a password opens: nobody here can count them."""


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
