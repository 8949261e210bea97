"""The program that opens files of strangers: it limits itself, then draws what is in them, and ends.

It is run by its path (`python -I drawing.py picture < file > drawn`) and imports nothing of ours, so that a file that
takes it over finds neither the product nor its settings here, and so that it starts in a tenth of a second. What there
is to say about the drawing stands on stderr. `child.py` runs it.
"""

import posixpath
import re
import resource
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

if TYPE_CHECKING:
    from PIL import Image

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 10

PAGE_WIDTH_PIXELS = 640
PAGE_TALLEST_PIXELS = 2_000
MOST_TIMES_AS_LONG = 5
"""A page or picture so much longer than it is wide, or wider than it is long, is no picture of anything on a card."""
BLANK_DIFFERS = 8
"""Between its darkest and its lightest point, of 255: what is closer is one colour to a reader."""
MOST_PNG_BYTES = 300_000
"""A larger one is a photograph, of which 256 colours are enough on a card."""
PDF_TAIL_BYTES, MOST_XML_BYTES, MOST_PICTURE_BYTES = 1_000_000, 2_000_000, 30_000_000

LONGEST_SIDE = 1_600
MOST_PIXELS = 24_000_000
MOST_WEB_PIXELS = 64_000_000  # telephones take pictures of 48, which are made small before all else
ORIENTATION, TURNED = 274, range(5, 9)  # of Exif: a camera that lay on its side
MOST_JPEG_PIXELS = 120_000_000
"""More, because a JPEG is read at a fraction of its size from the beginning."""
WIDE_PIXELS, NARROW_PIXELS, LETTER_PIXELS = 1_120, 480, 1_200
"""As `page_pictures.types` names them, which this program cannot see; and twice the width of a letter."""
READ = ("PNG", "JPEG", "WEBP", "GIF")

BRANDS = ("PNG", "JPEG", "WEBP")
LOGO_PIXELS, ICON_PIXELS = (512, 160), 192
"""Twice and three times what pages show, for fine screens."""
MOST_BRAND_BYTES = 40_000


def take_little() -> None:
    """Limit this process before it imports any reader: little time, little memory, and nothing written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def pdf_state(file: BinaryIO) -> tuple[bytes, str]:
    """Whether a PDF is `whole`, with the number of its pages, `damaged`, or `locked`: opened by a password alone."""
    import pypdfium2
    import pypdfium2.raw

    if _breaks_off(file):
        return b"", "damaged"
    try:
        pages = len(pypdfium2.PdfDocument(file))
    except pypdfium2.PdfiumError as trouble:
        locked = trouble.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        return b"", "locked" if locked else "damaged"
    return b"", f"whole {pages}" if pages else "damaged"


def _breaks_off(file: BinaryIO) -> bool:
    """Whether a PDF has no end, or something that began after its last one: half of it, or half of a change to it."""
    for most in (PDF_TAIL_BYTES, sys.maxsize):  # what transports have put behind its end may be long, and seldom is
        file.seek(max(0, file.seek(0, 2) - most))
        tail = file.read()
        file.seek(0)
        if (end := tail.rfind(b"startxref")) >= 0:
            break
    return end < 0 or re.search(rb"\d\s+\d+\s+obj\b", tail[end:]) is not None


def first_page(file: BinaryIO) -> tuple[bytes, str]:
    """The first page of a PDF as readers see it, with what is filled into its form."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    page = document[0]
    scale = min(PAGE_WIDTH_PIXELS / page.get_width(), PAGE_TALLEST_PIXELS / page.get_height())
    _refuse_odd_shape(page.get_width(), page.get_height())
    return _page_picture(page.render(scale=scale).to_pil()), ""


def picture_state(file: BinaryIO) -> tuple[bytes, str]:
    """Whether a picture is `whole`, or `damaged`: no reader knows it, or a part of it breaks off or is not its own."""
    from PIL import Image

    try:
        Image.open(file, formats=READ).verify()  # the checksums of its parts, without a point of it
        file.seek(0)
        opened = Image.open(file, formats=READ)
        if opened.width * opened.height <= MOST_PIXELS:
            opened.load()
    except (OSError, SyntaxError, ValueError):
        return b"", "damaged"
    return b"", "whole"


def page_picture(file: BinaryIO) -> tuple[bytes, str]:
    """A picture that was published, small enough for its page."""
    return _page_picture(_opened(file, PAGE_WIDTH_PIXELS)), ""


def answer_picture(file: BinaryIO) -> tuple[bytes, str]:
    """A picture to choose, small enough for a page of them; one of one colour is something to choose, too."""
    return _page_picture(_opened(file, PAGE_WIDTH_PIXELS), may_be_blank=True), ""


def book_cover(file: BinaryIO) -> tuple[bytes, str]:
    """The picture an EPUB names as its cover (EPUB 3.3 section 5.5.2 `cover-image`, or as EPUB 2 did)."""
    with zipfile.ZipFile(file) as book:
        containers = _elements(_member(book, "META-INF/container.xml", MOST_XML_BYTES))
        package = next(given["full-path"] for name, given in containers if name == "rootfile")
        elements = _elements(_member(book, package, MOST_XML_BYTES))
        named = {given.get("content") for name, given in elements if name == "meta" and given.get("name") == "cover"}
        items = [given for name, given in elements if name == "item"]
        covers = [one for one in items if "cover-image" in one.get("properties", "").split()]
        covers += [one for one in items if one.get("id") in named]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(covers[0]["href"])))
        return page_picture(BytesIO(_member(book, path, MOST_PICTURE_BYTES)))


def thumbnail(file: BinaryIO) -> tuple[bytes, str]:
    """The picture of its first page an Office program kept in a file, where it did."""
    with zipfile.ZipFile(file) as document:
        path = next(name for name in document.namelist() if name.startswith("docProps/thumbnail."))
        return page_picture(BytesIO(_member(document, path, MOST_PICTURE_BYTES)))


def _member(archive: zipfile.ZipFile, path: str, most: int) -> bytes:
    """A part of an archive, which is read and never unpacked to where its name says."""
    with archive.open(path) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise SystemExit(1)
    return content


def _elements(document: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of an XML document and their attributes; one that declares entities is not read."""
    from xml.parsers import expat

    found: list[tuple[str, dict[str, str]]] = []
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.EntityDeclHandler = lambda *_: sys.exit(1)
    reader.StartElementHandler = lambda name, given: found.append((name.rpartition(" ")[2], given))
    reader.Parse(document, True)
    return found


def _page_picture(drawn: "Image.Image", *, may_be_blank: bool = False) -> bytes:
    """A picture as a PNG of few bytes, no wider and taller than a page; a blank or thin one shows nothing."""
    from PIL import Image, ImageStat

    _refuse_odd_shape(*drawn.size)
    drawn.thumbnail((PAGE_WIDTH_PIXELS, PAGE_TALLEST_PIXELS))
    shown = drawn.convert("RGBA")
    on_paper = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")
    if not may_be_blank and all(high - low <= BLANK_DIFFERS for low, high in ImageStat.Stat(on_paper).extrema):
        raise SystemExit(1)
    kept = BytesIO()
    on_paper.save(kept, "PNG", optimize=True)
    if kept.tell() > MOST_PNG_BYTES:
        kept = BytesIO()
        on_paper.quantize(256).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _refuse_odd_shape(width: float, height: float) -> None:
    if not 1 / MOST_TIMES_AS_LONG <= width / height <= MOST_TIMES_AS_LONG:
        raise SystemExit(1)


def picture(file: BinaryIO) -> tuple[bytes, str]:
    """A picture as WebP, upright and without what a camera wrote into it; its width and height in pixels."""
    upright = _opened(file, LONGEST_SIDE)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    shown, drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB"), BytesIO()
    shown.save(drawn, "WEBP", quality=80, exif=b"", icc_profile=None, xmp=b"")
    return drawn.getvalue(), f"{shown.width} {shown.height}"


def _web_picture(most: int, file: BinaryIO, *, is_mailed: bool = False) -> tuple[bytes, str]:
    """A picture of a page, or of a letter, at most so wide, with its width and height in pixels; `large` for a bomb."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # what has too many is told apart from what is broken
    opened = Image.open(file, formats=("PNG", "JPEG", "WEBP"))
    if opened.width * opened.height > MOST_WEB_PIXELS:
        return b"", "large"
    opened.draft("RGB", (most, most))
    small = opened if opened.mode == "RGBA" else opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    shape = (most, most * MOST_TIMES_AS_LONG)
    small.thumbnail(shape[::-1] if opened.getexif().get(ORIENTATION) in TURNED else shape)
    shown, drawn = ImageOps.exif_transpose(small), BytesIO()
    kind = ("PNG" if shown.mode == "RGBA" else "JPEG") if is_mailed else "WEBP"
    shown.save(drawn, kind, quality=80, exif=b"", icc_profile=None, xmp=b"", comment=b"")
    return drawn.getvalue(), f"{shown.width} {shown.height}"


def pdf_title(file: BinaryIO) -> tuple[bytes, str]:
    """What a PDF says it is called; nothing where it does not."""
    import pypdfium2

    return pypdfium2.PdfDocument(file).get_metadata_value("Title").encode(), ""


def brand_logo(file: BinaryIO) -> tuple[bytes, str]:
    """A logo for the header of pages, with its width and height in pixels; nothing for one with too many points."""
    return _brand_picture(file, LOGO_PIXELS)


def brand_icon(file: BinaryIO) -> tuple[bytes, str]:
    """A picture for the tab of the browser, in the middle of a square; otherwise as a logo."""
    return _brand_picture(file, (ICON_PIXELS, ICON_PIXELS), is_square=True)


def _brand_picture(file: BinaryIO, most: tuple[int, int], *, is_square: bool = False) -> tuple[bytes, str]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # what has too many is told apart from what is broken
    opened = Image.open(file, formats=BRANDS)
    if opened.width * opened.height > MOST_PIXELS:
        return b"", "large"
    drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    drawn.thumbnail(most)
    shown, kept = ImageOps.pad(drawn, most, color=(0, 0, 0, 0)) if is_square else drawn, BytesIO()
    shown.save(kept, "PNG", optimize=True)
    if kept.tell() > MOST_BRAND_BYTES:
        kept = BytesIO()
        shown.quantize(256).save(kept, "PNG", optimize=True)
    return kept.getvalue(), f"{shown.width} {shown.height}"


def _opened(file: BinaryIO, wanted: int) -> "Image.Image":
    from PIL import Image, ImageOps

    opened = Image.open(file, formats=READ)
    if opened.width * opened.height > (MOST_JPEG_PIXELS if opened.format == "JPEG" else MOST_PIXELS):
        raise SystemExit(1)
    opened.draft("RGB", (wanted, wanted))
    return ImageOps.exif_transpose(opened)


DRAWERS: dict[str, Callable[[BinaryIO], tuple[bytes, str]]] = {
    "pdf-state": pdf_state,
    "picture-state": picture_state,
    "first-page": first_page,
    "book-cover": book_cover,
    "thumbnail": thumbnail,
    "page-picture": page_picture,
    "answer-picture": answer_picture,
    "picture": picture,
    "page-wide": partial(_web_picture, WIDE_PIXELS),
    "page-narrow": partial(_web_picture, NARROW_PIXELS),
    "letter-picture": partial(_web_picture, LETTER_PIXELS, is_mailed=True),
    "pdf-title": pdf_title,
    "brand-logo": brand_logo,
    "brand-icon": brand_icon,
}


if __name__ == "__main__":
    take_little()
    given = sys.stdin.buffer
    drawn, said = DRAWERS[sys.argv[1]](given if given.seekable() else BytesIO(given.read()))
    sys.stdout.buffer.write(drawn)
    sys.stderr.write(f"{said}\n")
