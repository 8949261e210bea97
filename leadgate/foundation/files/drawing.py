"""The program that opens files of strangers: it limits itself, then draws what is in them, and ends.

It is run by its path (`python -I drawing.py picture < file > drawn`) and imports nothing of ours, so that a file that
takes it over finds neither the product nor its settings here, and so that it starts in a tenth of a second. What there
is to say about the drawing stands on stderr. `child.py` runs it.
"""

import resource
import sys
from collections.abc import Callable
from io import BytesIO

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 10

PAGE_WIDTH_PIXELS = 640
PAGE_TALLEST_PIXELS = 2_000

LONGEST_SIDE = 1_600
MOST_PIXELS = 24_000_000
MOST_JPEG_PIXELS = 120_000_000
"""More, because a JPEG is read at a fraction of its size from the beginning."""
READ = ("PNG", "JPEG", "WEBP", "GIF")


def take_little() -> None:
    """Limit this process before it imports any reader: little time, little memory, and nothing written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def first_page(file: bytes) -> tuple[bytes, str]:
    """The first page of a PDF as a PNG, and the number of its pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    page = document[0]
    scale = min(PAGE_WIDTH_PIXELS / page.get_width(), PAGE_TALLEST_PIXELS / page.get_height())
    drawn = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(drawn, "PNG", optimize=True)
    return drawn.getvalue(), str(len(document))


def picture(file: bytes) -> tuple[bytes, str]:
    """A picture as WebP, upright and without what a camera wrote into it; its width and height in pixels."""
    from PIL import Image, ImageOps

    opened = Image.open(BytesIO(file), formats=READ)
    if opened.width * opened.height > (MOST_JPEG_PIXELS if opened.format == "JPEG" else MOST_PIXELS):
        raise SystemExit(1)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    shown, drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB"), BytesIO()
    shown.save(drawn, "WEBP", quality=80, exif=b"", icc_profile=None, xmp=b"")
    return drawn.getvalue(), f"{shown.width} {shown.height}"


DRAWERS: dict[str, Callable[[bytes], tuple[bytes, str]]] = {"first-page": first_page, "picture": picture}


if __name__ == "__main__":
    take_little()
    drawn, said = DRAWERS[sys.argv[1]](sys.stdin.buffer.read())
    sys.stdout.buffer.write(drawn)
    sys.stderr.write(f"{said}\n")
