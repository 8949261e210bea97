"""The first page of a PDF as a picture, drawn in a child process."""

from leadgate.foundation import child


class NoPreview(Exception):
    """The file cannot be drawn; it is published without a picture."""


def draw(file: bytes) -> tuple[bytes, int]:
    """A PNG of the first page, and the number of pages.

    Raises:
        NoPreview: the file is broken, encrypted, too large to draw, or takes too long.
    """
    try:
        drawn, said = child.drawn_by("first-page", file)
        return drawn, int(said[-1])
    except (child.NotRead, ValueError, IndexError) as trouble:
        raise NoPreview from trouble
