"""Guides as pages: Markdown of ours, with headings one can link to and links that stay inside.

A guide is given in the reader's language where somebody wrote it (`docs/guides/<language>/`), in English otherwise. A
heading has the anchor of the English one at its place, so that every link to a section holds in each language.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from flask import url_for
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

import leadgate
from leadgate.foundation.house.staff_pages import MOST_HITS

DOCS = Path(leadgate.__file__).parent.parent / "docs"
FOR_ROLES = ("owners", "marketers", "moderators", "officers", "operators", "prospects")
REFERENCE = (
    "settings",
    "commands",
    "operating",
    "permissions",
    "glossary",
    "surveys",
    "look-alikes",
    "cookie-consent",
    "formats",
)
NAMES = (*FOR_ROLES, *REFERENCE)
"""The pages that are shown, by the names of their files."""
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of the docs.

    Args:
        title: its first heading.
        language: in which it is written.
        html: all of it.
        sections: the anchors and titles of its second headings.
    """

    title: str
    language: str
    html: Markup
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of a guide, as a search finds it.

    Args:
        name: of the guide.
        language: in which it is written.
        guide: what the guide is called.
        title: of the section, or of the guide for what stands above the first one.
        anchor: of the section; empty for what stands above the first one.
    """

    name: str
    language: str
    guide: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class _Heading:
    tag: str
    anchor: str
    words: str
    line: int


def titles(language: str) -> dict[str, tuple[str, str]]:
    """What each guide is called, and the language that is in, by its name.

    Args:
        language: the reader's.
    """
    return {name: (_text(name, language).partition("\n")[0].lstrip("# "), written_in(name, language)) for name in NAMES}


def opened(name: str, language: str) -> Guide:
    """A guide as a page; its links are those of the page at hand, so it is drawn for each reader.

    Args:
        name: one of `NAMES`.
        language: the reader's.
    """
    tokens = _parser.parse(_text(name, language))
    headings = list(_headings(tokens, _anchors(name)))
    _lead_on(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    # A wide table is scrolled by itself, also by whoever has no mouse.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    sections = tuple((one.anchor, one.words) for one in headings if one.tag == "h2")
    # What is drawn is our own text, in which no HTML is let through.
    return Guide(headings[0].words, written_in(name, language), Markup(html), sections)  # noqa: S704


def about(words: str, language: str) -> Iterator[GuideSection]:
    """Which sections say something of it: those whose title does come first, `MOST_HITS` at most.

    Args:
        words: all of which a section names, in any order; each stands somewhere just as it was typed, so that words of
            a script without blanks between them are found, too.
        language: the reader's.
    """
    wanted = words.casefold().split()
    told = [one for name in NAMES for one in _sections(name, language)]
    found = [section for section, text in told if all(word in text for word in wanted)]
    found.sort(key=lambda section: not any(word in section.title.casefold() for word in wanted))
    yield from found[:MOST_HITS]


@cache
def _sections(name: str, language: str) -> tuple[tuple[GuideSection, str], ...]:
    """Each section, and its words without what makes them bold or a code: nobody types that into a search."""
    text, written = _text(name, language), written_in(name, language)
    headings = list(_headings(_parser.parse(text), _anchors(name)))
    begun = [(0, headings[0].words, ""), *((one.line, one.words, one.anchor) for one in headings if one.tag == "h2")]
    lines = re.sub(r"[*`]", "", text).casefold().splitlines()
    ends = [line for line, _words, _anchor in begun[1:]] + [len(lines)]
    return tuple(
        (GuideSection(name, written, headings[0].words, title, at), "\n".join(lines[line:end]))
        for (line, title, at), end in zip(begun, ends, strict=True)
    )


@cache
def _text(name: str, language: str) -> str:
    return path(name, language).read_text(encoding="utf-8")


def written_in(name: str, language: str) -> str:
    """In which language a reader gets a guide.

    Args:
        name: one of `NAMES`.
        language: the reader's.
    """
    return language if path(name, language) != path(name, "en") else "en"


@cache
def path(name: str, language: str) -> Path:
    """The file a reader gets.

    Args:
        name: one of `NAMES`.
        language: the reader's.
    """
    theirs = DOCS / "guides" / language / f"{name}.md"
    return theirs if theirs.is_file() else DOCS / ("guides" if name in FOR_ROLES else "") / f"{name}.md"


def anchor(title: str) -> str:
    """By what a heading is linked to, as GitHub does it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def _anchors(name: str) -> tuple[str, ...]:
    """Of the headings of a guide, in their order and in every language."""
    return tuple(anchor(words) for _opening, words in _headed(_parser.parse(_text(name, "en"))))


def _headings(tokens: list[Token], anchors: Iterable[str]) -> Iterator[_Heading]:
    """The headings, each of which is given its anchor."""
    for (opening, words), at in zip(_headed(tokens), anchors, strict=True):
        opening.attrSet("id", at)
        yield _Heading(opening.tag, at, words, (opening.map or [0])[0])


def _headed(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield opening, "".join(child.content for child in inline.children or ())


def _lead_on(tokens: list[Token]) -> None:
    """Let links between pages of the docs lead to pages of ours; what is not shown here is no link any more."""
    for token in tokens:
        leads = False
        for child in token.children or ():
            if child.type == "link_open":
                target = _own(str(child.attrGet("href")))
                leads = target is not None
                child.attrs = {"href": target} if target else {}
            if child.type in ("link_open", "link_close") and not leads:
                child.tag = "span"


def _own(target: str) -> str | None:
    parts = urlsplit(target)
    if parts.scheme or not parts.path:
        return target
    name = Path(parts.path).stem
    if not parts.path.endswith(".md") or name not in NAMES:
        return None
    return url_for("studio_help.guide", name=name, _anchor=parts.fragment or None)
