"""Markdown of marketers as HTML that can do nothing: rendered by markdown-it, cleaned by nh3."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

LONGEST = 40_000
DEEPEST = 20
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "hr", "br", "s"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])


def rendered(text: str) -> Markup:
    """HTML without script, style, form, picture or id; links lead to the web or a mailbox only."""
    html = _parser.render(text[:LONGEST])
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean)  # noqa: S704 - this is the cleaned text


def plain(text: str) -> str:
    """The words of a text as they are read, without what sets them, on one line."""
    return " ".join(rendered(text).striptags().split())
