"""Pictures of strangers, drawn anew: small enough for a page, and without what a camera writes into them.

A photograph says where and when it was taken, and with which device; none of that is anybody's business who only
wants to see it. Drawing happens in a child process: a picture of few bytes can unfold to gigabytes.
"""

import sys
from io import BytesIO

from leadgate.foundation import child
from leadgate.foundation.file_errors import PictureNotRead

MEDIA_TYPE = "image/webp"
LONGEST_SIDE = 1_600
MOST_PIXELS = 24_000_000
MOST_JPEG_PIXELS = 120_000_000
"""More, because a JPEG is read at a fraction of its size from the beginning."""
READ = ("PNG", "JPEG", "WEBP", "GIF")


def drawn_anew(file: bytes) -> tuple[bytes, int, int]:
    """A picture as WebP, its first one where it moves; with its width and height in pixels.

    Raises:
        PictureNotRead: it is broken, or unfolds to more than a page can use.
    """
    try:
        drawn, said = child.read_by("leadgate.foundation.pictures", file)
        return drawn, int(said[-2]), int(said[-1])
    except (child.NotRead, ValueError, IndexError) as trouble:
        raise PictureNotRead from trouble


def main() -> None:
    """Draw what stands on standard input."""
    child.take_little()
    from PIL import Image, ImageOps

    picture = Image.open(BytesIO(sys.stdin.buffer.read()), formats=READ)
    most = MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS
    if picture.width * picture.height > most:
        raise SystemExit(1)
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    shown, drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB"), BytesIO()
    shown.save(drawn, "WEBP", quality=80, exif=b"", icc_profile=None, xmp=b"")
    sys.stdout.buffer.write(drawn.getvalue())
    sys.stderr.write(f"{shown.width} {shown.height}\n")


if __name__ == "__main__":
    main()
