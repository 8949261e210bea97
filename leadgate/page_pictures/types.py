"""A picture of a page, as others name it."""

from dataclasses import dataclass

NARROW, WIDE = 480, 1_120
"""Points in width: what a phone takes, and what a large window does."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture that was drawn anew.

    Args:
        name: the SHA-256 of the file it was drawn from, in hexadecimal.
        width, height: of the larger of its two sizes, in points.
    """

    name: str
    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths it is there in, smallest first."""
        return (NARROW, self.width) if self.width > NARROW else (self.width,)
