"""The child that opens files of strangers: what it loads, and what it may use."""

import json
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from leadgate.foundation.files import child, drawing
from tests.papers import (
    CONTAINER,
    EPUB,
    OLD_PACKAGE,
    PACKAGE,
    PDF,
    PNG,
    epub,
    office,
    pdf_page,
    zipped,
)

FILES = {
    "pdf-state": PDF,
    "picture-state": PNG,
    "first-page": PDF,
    "book-cover": EPUB,
    "thumbnail": office("word", png=PNG),
    "page-picture": PNG,
    "answer-picture": PNG,
    "picture": PNG,
    "page-wide": PNG,
    "page-narrow": PNG,
    "letter-picture": PNG,
    "pdf-title": PDF,
    "brand-logo": PNG,
    "brand-icon": PNG,
}
# Python tells a hook of each import and of each limit, in the order in which they happen (PEP 578).
LISTENING = """
import atexit, json, runpy, sys
told = []
sys.addaudithook(lambda event, given: told.append(
    given[0] if event == "import" else event) if event in ("import", "resource.setrlimit") else None)
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print(json.dumps([told, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.fixture(params=drawing.DRAWERS)
def told(request) -> tuple[list[str], list[str]]:
    """What happened in a child in turn (a module's name, or a limit), and the modules it ended with."""
    command = [sys.executable, "-I", "-c", LISTENING, str(child.PROGRAM), request.param]
    done = subprocess.run(command, input=FILES[request.param], capture_output=True, check=True)
    happened, modules = json.loads(done.stderr.splitlines()[-1])
    return happened, modules


def packages_of(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_it_loads_nothing_of_the_product(told):
    _, modules = told
    assert not packages_of(modules) & {"leadgate", "workers", "config", "flask", "sqlalchemy"}


def test_its_limits_stand_before_anything_that_reads_a_file_is_imported(told):
    happened, _ = told
    limits = [at for at, what in enumerate(happened) if what == "resource.setrlimit"]
    before, after = packages_of(happened[: limits[-1]]), packages_of(happened[limits[-1] :])
    assert len(limits) == 3
    assert before - {"resource"} <= sys.stdlib_module_names
    assert after & {"PIL", "pypdfium2"}


@pytest.mark.parametrize("drawer", [name for name in drawing.DRAWERS if not name.endswith("-state")])
def test_what_it_cannot_read_is_said_to_be_so(drawer):
    with pytest.raises(child.NotRead):
        child.drawn_by(drawer, b"neither a page nor a picture")


def test_a_drawer_that_does_not_exist_draws_nothing():
    with pytest.raises(child.NotRead):
        child.drawn_by("sculpture", PNG)


def seen(drawer: str, file: bytes) -> Image.Image:
    return Image.open(BytesIO(child.drawn_by(drawer, file)[0]))


def dark_points(picture: Image.Image) -> int:
    return sum(picture.convert("L").histogram()[:128])


FORM = pdf_page(
    "0.9 g 10 10 5 5 re f",
    "0 0 300 400",
    "/AcroForm<</Fields[5 0 R]/DA(/Helv 0 Tf 0 g)>>",
    "/Annots[5 0 R]",
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ada)/F 4/Rect[20 200 280 260]/AP<</N 6 0 R>>>>",
    "<</Type/XObject/Subtype/Form/BBox[0 0 260 60]/Length 24>>stream\n0 g 20 20 200 20 re f    \nendstream",
)


def test_what_is_filled_into_a_form_is_on_its_picture():
    assert dark_points(seen("first-page", FORM)) > 1_000


def test_letters_without_a_font_of_their_own_are_drawn_with_the_systems():
    words = "從容".encode("utf-16-be").hex()
    page = pdf_page(
        f"BT /F1 80 Tf 60 180 Td <{words}> Tj ET",
        "0 0 300 400",
        "",
        "/Resources<</Font<</F1 5 0 R>>>>",
        "<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung-Light/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>>>",
        "<</Type/FontDescriptor/FontName/MSung-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>",
    )
    assert dark_points(seen("first-page", page)) > 1_000


def png(width: int, height: int, mark: tuple[int, int, int] = (0, 0, 0)) -> bytes:
    file, drawn = BytesIO(), Image.new("RGB", (width, height), "white")
    drawn.paste(mark, (0, 0, width // 2, height // 2))
    drawn.save(file, "PNG")
    return file.getvalue()


MARK = "0 g 0 0 5000 5000 re f 0.5 g 0 0 1 1 re f 0.9 g 1 1 2 2 re f"


@pytest.mark.parametrize(
    ("drawer", "file"),
    [
        ("first-page", pdf_page()),
        ("first-page", pdf_page("0.2 0.4 0.6 rg 0 0 300 400 re f")),
        ("first-page", pdf_page(MARK, "0 0 2 14400")),
        ("first-page", pdf_page(MARK, "0 0 14400 2")),
        ("page-picture", png(100, 100, (250, 252, 255))),
        ("page-picture", png(2_000, 300)),
        ("book-cover", epub(cover=png(60, 80, (255, 255, 255)))),
        ("thumbnail", office("word")),
        ("thumbnail", office("word", emf=b"\1\0\0\0 a picture for printers")),
    ],
)
def test_a_picture_that_shows_nothing_is_not_made(drawer, file):
    with pytest.raises(child.NotRead):
        child.drawn_by(drawer, file)


@pytest.mark.parametrize(
    ("box", "page"), [("0 0 14400 14400", ""), ("0 0 14400 14400", "/UserUnit 75"), ("0 0 3 4", "")]
)
def test_a_page_of_any_size_becomes_a_small_picture(box, page):
    picture = seen("first-page", pdf_page("0 g 0 0 2 2 re f", box, "", page).replace(b"0 0 2 2 re", b"1 1 900 900 re"))
    assert picture.width <= drawing.PAGE_WIDTH_PIXELS
    assert picture.height <= drawing.PAGE_TALLEST_PIXELS


@pytest.mark.parametrize("package", [PACKAGE, OLD_PACKAGE])
def test_the_cover_of_a_book_is_the_one_its_package_names(package):
    assert seen("book-cover", epub(cover=png(60, 80, (200, 0, 0)), package=package)).getpixel((5, 5)) == (200, 0, 0)


def declaring(entities: bytes) -> bytes:
    """A package whose cover would be drawn, but for these."""
    return PACKAGE.replace(b"<package", b"<!DOCTYPE package [" + entities + b"]><package", 1)


LAUGHS = declaring(b"<!ENTITY a 'ha'><!ENTITY b '" + b"&a;" * 1_000 + b"'>")
OUTSIDE = declaring(b"<!ENTITY a SYSTEM 'file:///etc/hostname'>")


@pytest.mark.parametrize(
    "book",
    [
        epub(cover=PNG, package=LAUGHS),
        epub(cover=PNG, package=OUTSIDE),
        epub(cover=PNG, package=PACKAGE.replace(b"images/the%20cover.png", b"../../../../etc/passwd")),
        epub(cover=PNG, package=PACKAGE.replace(b"images/the%20cover.png", b"https://evil.example/cover.png")),
        epub(cover=PNG, package=PACKAGE + b" " * (drawing.MOST_XML_BYTES + 1)),
        epub(cover=b"\x89PNG\r\n\x1a\n" + b"\0" * (drawing.MOST_PICTURE_BYTES + 1)),
        epub(cover=b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        zipped({"META-INF/container.xml": CONTAINER}),
    ],
)
def test_tricks_in_a_book_get_no_picture_and_nothing_else(book):
    with pytest.raises(child.NotRead):
        child.drawn_by("book-cover", book)


def test_a_photograph_stays_small_enough_for_a_card():
    file = BytesIO()
    Image.effect_noise((1_200, 1_600), 100).convert("RGB").save(file, "JPEG")
    drawn, _ = child.drawn_by("page-picture", file.getvalue())
    assert len(drawn) < 1_000_000
