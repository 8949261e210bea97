"""A stack that goes on from test to test, and what one test has there for itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path
from re import search

import pytest

from tests import services
from tests.running import Running
from tests.stacks import installed


@dataclass(frozen=True)
class Visit:
    """One test's visit: others were there before and will be after, so it brings names that nobody else has."""

    running: Running
    number: int
    _inbox: services.Inbox

    @property
    def url(self) -> str:
        return self.running.url

    def named(self, word: str) -> str:
        """A name for something made in this visit."""
        return f"{word}-{self.number}"

    def address(self, name: str, domain: str = "person.example") -> str:
        """The mail address of somebody who takes part in this visit and in no other."""
        return f"{name}.{self.number}@{domain}"

    def letter(self, to: str, about: str = "") -> str:
        """The text of the newest letter to somebody whose subject says so, once it is there."""
        found: list[str] = []
        services.until(lambda: found.extend(self._letters(to, about)) or found)
        return found[0]

    def link(self, to: str, path: str, about: str = "") -> str:
        """The first link in that letter which leads to such a path."""
        found = search(rf"http://[^/\s]+/{path}\S+", self.letter(to, about))
        assert found, f"no link to {path} in the letter to {to}"
        return found[0]

    def _letters(self, to: str, about: str) -> Iterator[str]:
        for recipients, raw in reversed(self._inbox.received):
            letter = message_from_bytes(raw, policy=policy.default)
            if to in recipients and about in letter["Subject"]:
                yield letter.get_body(("plain",)).get_content()


@dataclass(frozen=True)
class Stack:
    """An installation with everything running, and the mail server it sends to."""

    running: Running
    _inbox: services.Inbox
    _numbers: Iterator[int]

    def visit(self) -> Visit:
        return Visit(self.running, next(self._numbers), self._inbox)


@contextmanager
def at_work(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Stack]:
    """A stack of one kind with everything running, and a monthly letter to say yes to."""
    notice = folder / "newsletter.txt"
    notice.write_text("One letter a month. Every letter has a link that ends it.")
    with services.smtp() as (inbox, url), installed(kind, folder, request, LEADGATE_SMTP_URL=url) as (running, _broker):
        running.command("purpose", "add", "newsletter", "--title", "Monthly letter", "--text", str(notice))
        running.up()
        yield Stack(running, inbox, count(1))
