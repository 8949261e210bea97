"""Markdown as plain words: lists keep their signs, and a link's address stands behind what it is called."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

RULE = "-" * 20
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})


def words_alone(markdown: str) -> str:
    """A text as it is read where there are words alone."""
    walk = _Walk()
    for token in _parser.parse(markdown):
        walk.pass_by(token)
    return "\n".join(walk.lines).strip()


class _Walk:
    """What was read of a text so far, and within which lists one is."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._lists: list[int | None] = []
        """The number of the next item; None in a list without numbers."""
        self._head = ""

    def pass_by(self, token: Token) -> None:
        """Read one token more."""
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self.lines.append("")
            case "list_item_open":
                self._begin_item()
            case "heading_open":
                self._head = "#" * int(token.tag[1:]) + " "
            case _:
                self._read(token)

    def _read(self, token: Token) -> None:
        match token.type:
            case "hr":
                self._say(RULE)
            case "inline":
                self._say(_inline(token.children or ()))
            case "fence" | "code_block":
                self._say(token.content.rstrip())

    def _begin_item(self) -> None:
        number = self._lists[-1]
        self._head = "  " * (len(self._lists) - 1) + ("- " if number is None else f"{number}. ")
        self._lists[-1] = None if number is None else number + 1

    def _say(self, words: str) -> None:
        self.lines.append(self._head + words)
        self._head = ""
        if not self._lists:
            self.lines.append("")


def _inline(tokens: Sequence[Token]) -> str:
    said, link = "", ""
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "image":
                said += token.content
            case "softbreak" | "hardbreak":
                said += "\n"
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close" if not said.endswith(link):
                said += f" ({link})"
    return said
