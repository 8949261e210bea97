"""How a landing page looks: its layout, its pictures, and what stands on it beside its text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _

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


class PageLayout(Words):
    """How a landing page is laid out."""

    about: Text
    CLASSIC = "classic", _("Classic"), _("Text and picture on the left, the form beside them.")
    CENTRED = "centred", _("Centred"), _("A large title and picture in the middle, the form right below.")
    SECTIONS = "sections", _("Long page"), _("A coloured head with the form in it, then one section after the other.")
    MINIMAL = "minimal", _("Minimal"), _("The title, a sentence and the form; everything else below.")


@dataclass(frozen=True, slots=True)
class Point:
    """One of the columns that say what somebody gets."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody says about the thing."""

    words: str
    name: str
    role: str = ""
    picture: PagePicture | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """How a landing page looks, and what stands on it beside its text."""

    layout: str = PageLayout.CLASSIC
    cover: PagePicture | None = None
    cover_alt: str = ""
    points: Sequence[Point] = ()
    quotes: Sequence[Voice] = ()
    video: str = ""
    """An address elsewhere, to which a link leads; nothing is loaded from there before it is pressed."""

    def plain(self) -> dict[str, Any]:
        """As a column keeps it: what is as in every page is left out."""
        return {name: value for name, value in asdict(self).items() if value != getattr(Design(), name)}

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> Self:
        """The same from a column."""
        quotes = [Voice(**{**one, "picture": picture_of(one.get("picture"))}) for one in kept.get("quotes", ())]
        points = [Point(**one) for one in kept.get("points", ())]
        return cls(**{**kept, "cover": picture_of(kept.get("cover")), "points": points, "quotes": quotes})


def picture_of(kept: Mapping[str, Any] | None) -> PagePicture | None:
    """A picture from a column."""
    return PagePicture(**kept) if kept else None
