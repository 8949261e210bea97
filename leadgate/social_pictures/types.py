"""What stands on a picture for a shared link."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1_200, 630
"""Points, as Open Graph and the cards of X, LinkedIn, Facebook and LINE show them whole."""


@dataclass(frozen=True, slots=True)
class CardSaid:
    """All that is drawn.

    Args:
        title: of the page, in its language.
        language: by which the forms of Chinese signs are chosen.
        below: what kind of file it is; may be empty.
        site: what the site is called, in place of a logo.
        accent: the brand's colour, as `#rrggbb`.
        cover: a picture that was drawn by us, as its file; None where there is none.
        is_own_cover: whether a marketer chose it, so that it fills its half; the first page of a file is shown whole.
        logo: as its file; None where the brand has none.
    """

    title: str
    language: str
    below: str
    site: str
    accent: str
    cover: bytes | None = None
    is_own_cover: bool = False
    logo: bytes | None = None
