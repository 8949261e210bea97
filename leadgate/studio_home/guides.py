"""Guides as pages: Markdown of ours, with headings one can link to and links that stay inside."""

import re
from collections.abc import Iterator
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
REFERENCE = ("settings", "commands", "operating", "permissions", "glossary", "surveys", "look-alikes", "formats")
NAMES = (*FOR_ROLES, *REFERENCE)
"""The pages that are shown, by the names of their files."""
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of the docs.

    Args:
        title: its first heading.
        html: all of it.
        sections: the anchors and titles of its second headings.
    """

    title: str
    html: Markup
    sections: tuple[tuple[str, str], ...]


def titles() -> dict[str, str]:
    """What each guide is called, by its name."""
    return {name: _path(name).read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for name in NAMES}


def opened(name: str) -> Guide:
    """A guide as a page; its links are those of the page at hand, so it is drawn for each reader.

    Args:
        name: one of `NAMES`.
    """
    tokens = _parse(name)
    headings = list(_headings(tokens))
    _lead_on(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    # A wide table is scrolled by itself, also by whoever has no mouse.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    sections = tuple((anchor, title) for level, anchor, title in headings if level == "h2")
    return Guide(headings[0][2], Markup(html), sections)  # noqa: S704 - our own text, in which no HTML is let through


def about(words: str) -> Iterator[tuple[str, str, str, str]]:
    """Which sections say something of it: those whose title does come first, `MOST_HITS` at most.

    Args:
        words: all of which a section names, in any order.

    Returns:
        the guide's name, its title, the section's title, its anchor: empty for what stands above the first section.
    """
    wanted = words.casefold().split()
    found = [one for name in NAMES for one in _sections(name) if all(word in one[1].casefold() for word in wanted)]
    found.sort(key=lambda one: not any(word in one[0][2].casefold() for word in wanted))
    return (section for section, _text in found[:MOST_HITS])


@cache
def _sections(name: str) -> tuple[tuple[tuple[str, str, str, str], str], ...]:
    above, *below = re.split(r"^## ", _text(name), flags=re.MULTILINE)
    title = above.partition("\n")[0].lstrip("# ")
    named = [(one.partition("\n")[0], one) for one in below]
    return (
        ((name, title, title, ""), above),
        *(((name, title, section, anchor(section)), text) for section, text in named),
    )


def _parse(name: str) -> list[Token]:
    return _parser.parse(_text(name))


@cache
def _text(name: str) -> str:
    return _path(name).read_text(encoding="utf-8")


def _path(name: str) -> Path:
    return DOCS / ("guides" if name in FOR_ROLES else "") / f"{name}.md"


def anchor(title: str) -> str:
    """By what a heading is linked to, as GitHub does it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _headings(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """The level, the anchor and the words of each heading, which is given its anchor."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            opening.attrSet("id", anchor(words))
            yield opening.tag, anchor(words), words


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
