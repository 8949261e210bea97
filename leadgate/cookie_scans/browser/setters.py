"""Who set what: told by the pages as it happens, and by the headers of answers."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from leadgate.cookie_scans.types import FindingKind, SetHow, Setter

ADDRESS = re.compile(r"https?://[^\s()]+?(?=(?::\d+){1,2}\)?(?:\s|,|$)|\)|\s|$)")
"""A script in a line of a stack: `at track (https://cdn.example/t.js:1:20)`."""
MOST_TOLD, MOST_SIGNS, MOST_NAME = 5_000, 20_000, 200


def bare(url: str) -> str:
    """An address without its query, which may say of whoever asked more than where it is."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:500]


@dataclass
class Setters:
    """What one visit's pages and servers set, as far as they were heard."""

    _told: list[tuple[FindingKind, str, str, Setter]] = field(default_factory=list)

    def hear(self, told: str) -> None:
        """Note what a page told (`watching.js`); what is no such telling comes from the page itself, and is left out.

        Args:
            told: kind, name, stack, source of the script's tag, address of the frame.
        """
        if len(told) > MOST_SIGNS:
            return
        try:
            kind, name, stack, tag, frame = json.loads(told)
            found = FindingKind(kind)
            host = urlsplit(frame).hostname or ""
            setter = _by_script(str(stack), str(tag), str(frame))
        except (ValueError, TypeError, RecursionError):
            return
        self._note(found, str(name), host, setter)

    def answered(self, url: str, line: str) -> None:
        """Note a `Set-Cookie` header (RFC 6265, section 5.2).

        Args:
            url: of the answer.
            line: of the header.
        """
        name = line.split(";", 1)[0].partition("=")[0].strip()
        self._note(FindingKind.COOKIE, name, urlsplit(url).hostname or "", Setter(SetHow.ANSWER, bare(url)))

    def _note(self, kind: FindingKind, name: str, host: str, setter: Setter) -> None:
        if len(self._told) < MOST_TOLD:
            self._told.append((kind, name[:MOST_NAME], host, setter))

    def of(self, kind: FindingKind, name: str, host: str) -> Setter:
        """What set something first, where it was heard.

        Args:
            kind: of it.
            name: of it.
            host: that the cookie belongs to, which its setter's page is or lies below; or whose page stored it.
        """
        for told, what, where, setter in self._told:
            if (told, what) == (kind, name) and (where == host or where.endswith(f".{host}")):
                return setter
        return Setter()

    def stored(self) -> list[tuple[FindingKind, str, str]]:
        """All keys and databases that were told of, each once; cookies are asked of the browser, which refuses some."""
        kept = (one[:3] for one in self._told if one[0] is not FindingKind.COOKIE)
        return [*dict.fromkeys(kept)]


def _by_script(stack: str, tag: str, frame: str) -> Setter:
    page = bare(frame)
    for line in stack.splitlines()[1:]:
        if found := ADDRESS.search(line):
            url = bare(found[0])
            return Setter(SetHow.PAGE if url == page else SetHow.SCRIPT, url)
    if tag:
        return Setter(SetHow.SCRIPT, bare(tag))
    return Setter(SetHow.UNKNOWN)
