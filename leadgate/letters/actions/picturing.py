"""Keeping pictures of letters: drawn anew in a child process, so that nothing of the file that was sent remains.

Mail programs of old show PNG and JPEG alone, so it is one of these; its address names what is in it and nobody.
"""

from dataclasses import dataclass
from hashlib import sha256

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.files import child
from leadgate.letters.errors import NotALetterPicture
from leadgate.letters.models import LetterPicture

WIDE, TALL = 600, 240
"""How wide a letter is, and a tall picture in it."""
MEDIA = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class PictureKept:
    """A picture as a letter shows it.

    Args:
        path: where it stands on this site.
        width, height: in points.
    """

    path: str
    width: int
    height: int

    @property
    def shown_width(self) -> int:
        """How wide a card shows it: a tall one, such as the cover of a book, is narrow."""
        return min(self.width, WIDE if self.height <= self.width else TALL)


def taken(file: bytes) -> PictureKept:
    """Draw a picture anew and keep it; one that is there already stays one.

    Args:
        file: as somebody sent it: PNG, JPEG or WebP.

    Raises:
        NotALetterPicture: it is none of these, broken, or too large.
    """
    try:
        drawn, said = child.drawn_by("letter-picture", file)
    except child.NotRead as trouble:
        raise NotALetterPicture from trouble
    if said == ["large"]:
        raise NotALetterPicture
    width, height = map(int, said)
    ending = "png" if drawn.startswith(b"\x89PNG") else "jpg"
    name = _keep(drawn, ending, width, height)
    return PictureKept(f"/letter-pictures/{name}.{ending}", width, height)


@action
def _keep(drawn: bytes, ending: str, width: int, height: int) -> str:
    name = sha256(drawn).hexdigest()
    kept = {
        "sha256": name,
        "ending": ending,
        "width": width,
        "height": height,
        "content": drawn,
        "made_at": clock.now(),
    }
    session().execute(upsert(LetterPicture).values(kept).on_conflict_do_nothing())
    return name
