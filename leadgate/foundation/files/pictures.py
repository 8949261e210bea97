"""Pictures of strangers, drawn anew: small enough for a page, and without what a camera writes into them.

A photograph says where and when it was taken, and with which device; none of that is anybody's business who only
wants to see it. Drawing happens in a child process: a picture of few bytes can unfold to gigabytes.
"""

from leadgate.foundation.files import child
from leadgate.foundation.files.errors import PictureNotRead

MEDIA_TYPE = "image/webp"


def drawn_anew(file: bytes) -> tuple[bytes, int, int]:
    """A picture as WebP, its first one where it moves; with its width and height in pixels.

    Raises:
        PictureNotRead: it is broken, or unfolds to more than a page can use.
    """
    try:
        drawn, said = child.drawn_by("picture", file)
        return drawn, int(said[-2]), int(said[-1])
    except (child.NotRead, ValueError, IndexError) as trouble:
        raise PictureNotRead from trouble
