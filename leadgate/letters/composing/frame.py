"""What stands around every letter: whose it is, in which language, its colours, and the way out."""

from dataclasses import dataclass

from leadgate.letters.errors import FieldInAddress
from leadgate.letters.fields import Marks, as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a letter is set in.

    Args:
        language: of the reader (BCP 47).
        site_name: at the top.
        logo: address of the picture there; none where the site has none.
        accent, on_accent: the colour of links and buttons, and of what is written on it: `#rrggbb`.
        accent_dark, on_accent_dark: the same for dark mail programs.
        footer: who sends it and from where, a line each: the law asks for it.
        why: why one gets it, as a sentence.
        unsubscribe_words: what the way out is called.
        view_url: where the letter stands on the web; none of one that is not public.
        view_words: what that is called.
    """

    language: str
    site_name: str
    logo: str | None
    accent: str
    on_accent: str
    accent_dark: str
    on_accent_dark: str
    footer: tuple[str, ...]
    why: str
    unsubscribe_words: str
    view_url: str | None
    view_words: str


@dataclass(frozen=True, slots=True)
class Composition:
    """A letter at work.

    Args:
        frame: what it is set in.
        marks: its fields so far.
        base_url: of this installation; what is hosted here is named by its path.
    """

    frame: Frame
    marks: Marks
    base_url: str

    def address(self, url: str) -> str:
        """An address as it stands in the letter: whole, also of what is hosted here.

        Raises:
            FieldInAddress: it holds a personal field.
        """
        if "{" in url:
            raise FieldInAddress
        url = as_text(url)
        return f"{self.base_url}{url}" if url.startswith("/") else url
