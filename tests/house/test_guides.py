"""What a guide says in one language it says in the other, with the words that the pages of that language have."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt
from markdown_it.token import Token

from leadgate.studio_home import guides
from tests.browser.machine_words import HALF_WIDTH

CHINESE = "zh-Hant"
FOLDER = guides.DOCS / "guides"
CATALOGUE = guides.DOCS.parent / "leadgate/translations/zh_Hant/LC_MESSAGES/messages.po"
NAMED = re.compile(r'\*([A-Z][^*]+)\*|"([A-Z][^"]+)"')
"""A name of a page or a button, as the English guides write it; several are one within another (*Settings, Mail*)."""
ELSEWHERE = {"Save as", "Save thumbnail"}
"""What is named so in the programs of others."""


@cache
def pages_say() -> dict[str, set[str]]:
    """What stands on the Chinese pages for each text of the English ones, up to a colon."""
    said: dict[str, set[str]] = {}
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="zh_Hant"):
            for text in {str(message.id), str(message.id).partition(":")[0]}:
                said.setdefault(text, set()).add(str(message.string).partition("：")[0])
    return said


@cache
def parts(path: Path) -> list[tuple[str, list[Token]]]:
    """The level of each heading, and all that is written from it to the next, bit by bit."""
    found: list[tuple[str, list[Token]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        if token.type == "heading_open":
            found.append((token.tag, []))
        found[-1][1].extend(token.children or [token])
    return found


def read(bits: list[Token]) -> str:
    """What is read of them, each code as something short."""
    shown = {"code_inline": "x", "softbreak": "\n", "inline": ""}
    return "".join(shown.get(bit.type, bit.content) for bit in bits)


def shape(path: Path, bits: list[Token]) -> dict[str, Counter[str]]:
    """What is the same in every language: the points, the codes, and the files and sections that are led to."""
    links = [str(bit.attrGet("href")) for bit in bits if bit.type == "link_open"]
    files = [link if "://" in link or link[0] == "#" else str((path.parent / link).resolve()) for link in links]
    return {
        "points": Counter(bit.type for bit in bits if bit.type in ("list_item_open", "paragraph_open", "tr_open")),
        "codes": Counter(bit.content for bit in bits if bit.type == "code_inline"),
        "links": Counter(file.replace(f"/{CHINESE}/", "/") for file in files),
    }


def names(text: str) -> list[str]:
    """The pages and buttons an English text names."""
    plain = " ".join(re.sub(r"`[^`]*`", "", text).replace("**", "").split())
    found = [emphasised or quoted for emphasised, quoted in NAMED.findall(plain)]
    return [one for name in found for one in ([name] if name in pages_say() else re.split(r", | › ", name))]


def test_each_guide_is_there_in_both_languages():
    wanted = {f"{name}.md" for name in guides.FOR_ROLES}
    assert {path.name for path in FOLDER.glob("*.md")} == wanted
    assert {path.name for path in (FOLDER / CHINESE).iterdir()} == wanted


@pytest.mark.parametrize("name", guides.FOR_ROLES)
def test_both_have_the_same_headings_points_links_and_codes(name):
    english, chinese = FOLDER / f"{name}.md", FOLDER / CHINESE / f"{name}.md"
    assert [level for level, _bits in parts(english)] == [level for level, _bits in parts(chinese)]
    for (_level, here), (_same, there) in zip(parts(english), parts(chinese), strict=True):
        assert shape(english, here) == shape(chinese, there), read(here)[:40]


@pytest.mark.parametrize("name", guides.FOR_ROLES)
def test_the_chinese_ones_have_the_punctuation_of_chinese_and_no_blank_where_a_line_ends(name):
    for _level, bits in parts(FOLDER / CHINESE / f"{name}.md"):
        text = read(bits)
        assert [text[max(0, one.start() - 20) : one.end() + 20] for one in HALF_WIDTH.finditer(text)] == []
        assert "*" not in text, "a star beside Chinese punctuation makes nothing bold"
        assert "\n" not in text, "a browser shows a blank there, and a search finds no word across it"


@pytest.mark.parametrize("name", guides.FOR_ROLES)
def test_the_chinese_ones_name_pages_and_buttons_as_the_chinese_pages_do(name):
    sources = re.split(r"^#+ ", (FOLDER / f"{name}.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for source, (_level, there) in zip(sources, parts(FOLDER / CHINESE / f"{name}.md"), strict=True):
        text = read(there)
        for one in {*names(source)} - ELSEWHERE:
            assert any(said in text for said in pages_say()[one]), (one, pages_say()[one])
