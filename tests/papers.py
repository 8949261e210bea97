"""Real files, small ones, of every kind that can be published, and some that only pretend."""

import zipfile
from io import BytesIO

from PIL import Image


def _picture(kind: str, **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 80), (11, 110, 79)).save(file, kind, **options)
    return file.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for a slash, `_dot_` for a dot."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def _office(folder: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(f"{folder}/document.xml", "<x/>")
    return made.getvalue()


PDF = _picture("PDF")
PNG = _picture("PNG")
JPEG = _picture("JPEG")
ZIP = archive(readme_dot_txt=b"hello")
EPUB = archive(mimetype=b"application/epub+zip", book_dot_opf=b"<package/>")
DOCX, XLSX, PPTX = _office("word"), _office("xl"), _office("ppt")
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64
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
    "prices.csv": CSV,
    "notes.md": MARKDOWN,
}
