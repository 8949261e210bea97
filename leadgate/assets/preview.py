"""The first page of a PDF as a picture, drawn in a child process; the last word on stderr is the number of pages."""

import sys
from io import BytesIO

from leadgate.foundation import child

WIDTH_PIXELS = 640
TALLEST_PIXELS = 2_000


class NoPreview(Exception):
    """The file cannot be drawn; it is published without a picture."""


def draw(file: bytes) -> tuple[bytes, int]:
    """A PNG of the first page, and the number of pages.

    Raises:
        NoPreview: the file is broken, encrypted, too large to draw, or takes too long.
    """
    try:
        drawn, said = child.read_by("leadgate.assets.preview", file)
        return drawn, int(said[-1])
    except (child.NotRead, ValueError, IndexError) as trouble:
        raise NoPreview from trouble


def main() -> None:
    """Draw what stands on standard input."""
    child.take_little()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[0]
    scale = min(WIDTH_PIXELS / page.get_width(), TALLEST_PIXELS / page.get_height())
    picture = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, "PNG", optimize=True)
    sys.stdout.buffer.write(picture.getvalue())
    sys.stderr.write(f"{len(document)}\n")


if __name__ == "__main__":
    main()
