"""Drawing the picture of a link: the brand's colour, its logo, the title, and the cover."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageOps
from PIL.ImageFont import FreeTypeFont

from leadgate.foundation.brand.contrast import text_on
from leadgate.social_pictures.lettering import lines_of, opened, writable
from leadgate.social_pictures.types import HEIGHT, WIDTH, CardSaid

MARGIN, HALF = 72, 600
SIZES, MOST_LINES = (84, 74, 66, 58, 50, 44, 38, 32, 26), 5
SMALL = 30
BROKEN = 50
"""In this size and smaller ones a word that is longer than a line is broken: smaller still, nobody reads it."""
PAPER = "#ffffff"
LONGEST = 160
"""Signs of a title that are written; the others are not read on a picture so small."""


def drawn(said: CardSaid) -> bytes:
    """The picture, as JPEG: every program that shows links reads it, and a photograph on it stays small."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), said.accent)
    pen, on = ImageDraw.Draw(picture), text_on(said.accent)
    width = WIDTH - 2 * MARGIN
    if said.cover:
        width = _put_cover(picture, said.cover, is_whole=not said.is_own_cover)
    top = _put_brand(picture, pen, said, on, width)
    _write_title(pen, said, on, (top, HEIGHT - MARGIN - 2 * SMALL), width)
    _write(pen, (MARGIN, HEIGHT - MARGIN), said.below, said, on, anchor="ls", width=width)
    file = BytesIO()
    picture.save(file, "JPEG", quality=88, subsampling=0, optimize=True)
    return file.getvalue()


def _put_cover(picture: Image.Image, cover: bytes, *, is_whole: bool) -> int:
    """The cover on the right; how wide the text beside it may be."""
    shown = Image.open(BytesIO(cover)).convert("RGBA")
    on_paper = Image.alpha_composite(Image.new("RGBA", shown.size, PAPER), shown).convert("RGB")
    if not is_whole:
        picture.paste(ImageOps.fit(on_paper, (HALF - MARGIN, HEIGHT)), (WIDTH - HALF + MARGIN, 0))
        return WIDTH - HALF - MARGIN + MARGIN // 2
    page = ImageOps.contain(on_paper, (HALF - 3 * MARGIN, HEIGHT - 2 * MARGIN))
    left, top = WIDTH - MARGIN - page.width, (HEIGHT - page.height) // 2
    ImageDraw.Draw(picture).rectangle((left - 6, top - 6, left + page.width + 5, top + page.height + 5), fill=PAPER)
    picture.paste(page, (left, top))
    return left - 2 * MARGIN + 6


def _put_brand(picture: Image.Image, pen: ImageDraw.ImageDraw, said: CardSaid, on: str, width: int) -> int:
    """The logo, or what the site is called, at the top; where that ends."""
    if not said.logo:
        _write(pen, (MARGIN, MARGIN), said.site, said, on, anchor="lt", width=width)
        return MARGIN + 2 * SMALL
    logo = ImageOps.contain(Image.open(BytesIO(said.logo)).convert("RGBA"), (300, 72))
    edge = (MARGIN, MARGIN - 16, MARGIN + logo.width + 32, MARGIN + logo.height + 8)
    pen.rounded_rectangle(edge, radius=12, fill=PAPER)
    picture.paste(logo, (MARGIN + 16, MARGIN - 4), logo)
    return edge[3] + SMALL


def _write_title(pen: ImageDraw.ImageDraw, said: CardSaid, on: str, between: tuple[int, int], width: int) -> None:
    whole = said.title if len(said.title) <= LONGEST else f"{said.title[:LONGEST].rstrip()}…"
    found = writable(whole, said.language)
    if found is None:
        return
    title, file = found.text, found.file
    top, bottom = between
    long = opened(file, SIZES[0], said.language).getlength(title) / SIZES[0]
    for size in [one for one in SIZES if long * one <= width * MOST_LINES] or SIZES[-1:]:
        font = opened(file, size, said.language)
        lines, step = lines_of(title, font, width, breaks=size <= BROKEN), round(size * 1.22)
        is_last = size == SIZES[-1]
        if is_last or (len(lines) <= MOST_LINES and len(lines) * step <= bottom - top and _fits(lines, font, width)):
            break
    y = top + (bottom - top - len(lines) * step) // 2 + size
    for at, line in enumerate(lines):
        pen.text((MARGIN, y + at * step), line, fill=on, font=font, anchor="ls")


def _fits(lines: list[str], font: FreeTypeFont, width: int) -> bool:
    return all(font.getlength(line) <= width for line in lines)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, said: CardSaid, on: str, *, anchor: str, width: int
) -> None:
    """A small line, where the machine has letters for it: cut where it would leave its place."""
    found = writable(text, said.language)
    if found is None:
        return
    font, line = opened(found.file, SMALL, said.language), found.text
    while font.getlength(line) > width:
        line = f"{line.removesuffix('…')[:-1].rstrip()}…"
    pen.text(at, line, fill=on, font=font, anchor=anchor)
