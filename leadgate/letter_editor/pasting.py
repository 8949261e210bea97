"""What is pasted from a web page or a word processor, as Markdown: its words, emphasis, lists and links."""

import re
from html.parser import HTMLParser

import nh3

MOST_BYTES = 6_000_000
"""A long document of a word processor as HTML, with all it writes around its words."""
MOST_SIGNS = 20_000
_TAGS = {
    "p",
    "div",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "strong",
    "b",
    "em",
    "i",
    "a",
    "blockquote",
}
_TAGS |= {"tr", "td", "th", "table", "tbody", "thead", "pre"}
_GONE = {"script", "style", "head", "title", "xml", "o:p", "svg", "math", "template", "noscript"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_BEGINS = re.compile(r"^(\s*)(#{1,6}\s|[-+]\s|\d{1,9}[.)]\s|=+$|-+$|~{3})")
_BULLET = re.compile(r"^[·•§o‣▪◦\-–]\s{2,}|^[·•‣▪◦]\s*")
"""How a word processor writes an item of a list, which it does without a list."""


def markdown_of(html: str) -> str:
    """Markdown of some HTML.

    Args:
        html: as a clipboard gives it; a whole document or a part of one.

    Returns:
        At most as much as a text of a letter holds.
    """
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    reader.end_block()
    return reader.text()[:MOST_SIGNS].strip()


class _Reader(HTMLParser):
    """Reads cleaned HTML block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._said = ""
        self._head = ""
        self._lists: list[int | None] = []
        """The number of the next item; None in a list without numbers."""
        self._links: list[tuple[str, int]] = []
        self._quotes = 0

    def text(self) -> str:
        """All blocks, items of a list close together."""
        joined = ""
        for block in self._blocks:
            is_close = joined and _is_item(block) and _is_item(joined.rpartition("\n")[2])
            joined += ("\n" if is_close else "\n\n") * bool(joined) + block
        return joined

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        match tag:
            case "strong" | "b" | "em" | "i":
                self._said += _sign(tag)
            case "a":
                self._links.append((dict(attrs).get("href") or "", len(self._said)))
            case "br":
                self._said += "\n"
            case "td" | "th":
                self._said += " " if self._said else ""
            case _:
                self._begin(tag)

    def _begin(self, tag: str) -> None:
        self.end_block()
        match tag:
            case "ul" | "ol":
                self._lists.append(1 if tag == "ol" else None)
            case "li":
                self._head = self._item()
            case "blockquote":
                self._quotes += 1
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._head = "### "

    def _item(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        return "   " * max(len(self._lists) - 1, 0) + ("- " if number is None else f"{number}. ")

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        match tag:
            case "strong" | "b" | "em" | "i":
                self._said = _closed(self._said, _sign(tag))
            case "a" if self._links:
                self._link(*self._links.pop())
            case "br" | "td" | "th" | "a":
                return
            case _:
                self._end(tag)

    def _end(self, tag: str) -> None:
        self.end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)

    def _link(self, address: str, begun: int) -> None:
        words = self._said[begun:].strip()
        if words and address.startswith(("http:", "https:", "mailto:")) and not re.search(r"[\s<>]", address):
            self._said = f"{self._said[:begun]}[{words}]({address.replace('(', '%28').replace(')', '%29')})"

    def handle_data(self, data: str) -> None:
        """Words, whose own signs are not to be read as Markdown."""
        words = re.sub(r"\s+", " ", data.replace("\xa0", " "))
        self._said += _SPECIAL.sub(r"\\\1", words if self._said.strip() else words.lstrip())

    def end_block(self) -> None:
        """Close the paragraph at work."""
        lines = [" ".join(line.split()) for line in self._said.strip().split("\n")]
        said, head = "\n".join(lines).strip(), self._head
        self._said, self._links = "", []
        if not said:
            return
        self._head = ""
        if not head and (found := _BULLET.match(said)):
            said, head = said[found.end() :], "- "
        if not head:
            said = _BEGINS.sub(lambda found: f"{found[1]}\\{found[2]}", said)
        said = head + said.replace("\n", "  \n" + " " * len(head) if head.strip() else "  \n")
        quote = "> " * min(self._quotes, 3)
        self._blocks.append("\n".join(quote + line for line in said.split("\n")))


def _is_item(block: str) -> bool:
    return re.match(r"\s*(- |\d+\. )", block) is not None


def _sign(tag: str) -> str:
    return "**" if tag in ("strong", "b") else "*"


def _closed(said: str, sign: str) -> str:
    """Emphasis that ends: its signs stand close to its words, and none around nothing."""
    words = said.rstrip()
    space = said[len(words) :]
    if words.endswith(sign) and not words.endswith("\\" + sign):
        return words[: -len(sign)] + space
    return words + sign + (space or "")
