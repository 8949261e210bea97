"""Real files, small ones, of every kind that can be published, and some that only pretend."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter

CONTAINER = b"""<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>
<item id="c" href="images/the%20cover.png" media-type="image/png" properties="cover-image"/></manifest></package>"""
OLD_PACKAGE = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata>
<meta name="cover" content="c"/></metadata><manifest>
<item id="c" href="images/the%20cover.png" media-type="image/png"/></manifest></package>"""


def _picture(kind: str, **options: object) -> bytes:
    file, drawn = BytesIO(), Image.new("RGB", (60, 80), (11, 110, 79))
    drawn.paste("white", (10, 20, 50, 30))
    drawn.save(file, kind, **options)
    return file.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for a slash, `_dot_` for a dot."""
    return zipped({name.replace("__", "/").replace("_dot_", "."): content for name, content in files.items()})


def office(folder: str, **others: bytes) -> bytes:
    """A file of an Office program; others by the ending of a thumbnail."""
    thumbnails = {f"docProps/thumbnail.{ending}": content for ending, content in others.items()}
    return zipped({"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>", **thumbnails})


def film(major: str, *compatible: str) -> bytes:
    """The beginning of a file of that family, by its brands."""
    brands = "".join(compatible).encode()
    return (16 + len(brands)).to_bytes(4, "big") + b"ftyp" + major.encode() + b"\0\0\0\0" + brands + b"\0" * 64


def pdf_of(*objects: str) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def pdf_page(drawn: str = "", box: str = "0 0 300 400", catalogue: str = "", page: str = "", *others: str) -> bytes:
    """A PDF of one page; `others` are its objects from the fifth on."""
    return pdf_of(
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{page}>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        *others,
    )


def locked_pdf(password: str = "quiet river") -> bytes:
    """A PDF only a password opens."""
    made, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt(password)
    writer.write(made)
    return made.getvalue()


def epub(*, cover: bytes = b"", package: bytes = PACKAGE, mimetype: str = "first") -> bytes:
    """An EPUB with its container, and its cover where there is one.

    `mimetype` stands `first`, as it should, or `last`, or is `missing`: Apple Books writes such.
    """
    parts = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": package, "OPS/images/the cover.png": cover}
    says = {"mimetype": b"application/epub+zip"}
    ordered = {"first": {**says, **parts}, "last": {**parts, **says}, "missing": parts}[mimetype]
    return zipped({name: content for name, content in ordered.items() if content})


PDF = _picture("PDF")
PNG = _picture("PNG")
JPEG = _picture("JPEG")
ZIP = archive(readme_dot_txt=b"hello")
EPUB = epub(cover=PNG)
DOCX, XLSX, PPTX = office("word"), office("xl"), office("ppt")
MP4, M4A, MOV = film("mp42", "mp42", "isom"), film("M4A ", "M4A ", "mp42", "isom"), film("qt  ", "qt  ")
CSV = "name,price\nrye loaf,4\n麵包,5\n".encode()
MARKDOWN = b"# A heading\n\nA paragraph.\n"

GOOD = {
    "guide.pdf": PDF,
    "guide.epub": EPUB,
    "bundle.zip": ZIP,
    "letter.docx": DOCX,
    "sheet.xlsx": XLSX,
    "slides.pptx": PPTX,
    "cover.png": PNG,
    "photo.jpg": JPEG,
    "photo.jpeg": JPEG,
    "film.mp4": MP4,
    "talk.m4a": M4A,
    "film.mov": MOV,
    "prices.csv": CSV,
    "notes.md": MARKDOWN,
}


def damaged(archive: bytes, ends: int = 120) -> Iterator[bytes]:
    """A ZIP without one byte, and with one turned, at many places; at both its ends stands what it says of itself."""
    size = len(archive)
    for at in sorted({*range(5, ends), *range(size - ends, size - 1), *range(5, size, size // 60)}):
        yield archive[:at] + archive[at + 1 :]
        yield archive[:at] + bytes([archive[at] ^ 0x80]) + archive[at + 1 :]
