"""What the front itself says no with, made once: a page in each language, and problem details for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flask import Flask
from flask_babel import lazy_gettext as _

from leadgate.foundation.files.store_errors import FileUnreachable
from leadgate.foundation.front.application import Header, Scope, WsgiAnswer, encoded
from leadgate.foundation.web.requests import error
from leadgate.foundation.web.subpath import own_path

if TYPE_CHECKING:
    from flask_babel import LazyString


class RefusedFor(StrEnum):
    """What a request is refused for."""

    MALFORMED = "malformed"
    TOO_SLOW = "too slow"
    TOO_BUSY = "too busy"
    FILE_UNREACHABLE = "file unreachable"


RETRY_SECONDS = 2
SAID: Mapping[RefusedFor, tuple[int, int | None, "LazyString | str"]] = {
    RefusedFor.MALFORMED: (
        400,
        None,
        _("The browser sent something this page cannot read. Please go back and try once more."),
    ),
    RefusedFor.TOO_SLOW: (408, None, _("What you sent took too long to arrive. Please go back and send it once more.")),
    RefusedFor.TOO_BUSY: (
        503,
        RETRY_SECONDS,
        _("Many people are here right now. Please go back in a few seconds and try again."),
    ),
    RefusedFor.FILE_UNREACHABLE: (503, FileUnreachable.retry_after_seconds, FileUnreachable.sentence),
}
"""Status of HTTP, seconds until one may try again, and the words."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """The refusals of one application.

    Args:
        made: each answer, by its reason and by language; `json` for programs.
        spoken: the languages, the usual one first.
        base_path: as `Settings.base_path`.
    """

    made: Mapping[tuple[RefusedFor, str], WsgiAnswer]
    spoken: tuple[str, ...]
    base_path: str = ""

    def of(self, why: RefusedFor, scope: Scope) -> WsgiAnswer:
        """The refusal of a request, in the first language its reader has that is spoken here.

        Args:
            why: it is refused.
            scope: of the request (ASGI 3.0).
        """
        headers = dict(scope["headers"])
        if own_path(scope["path"], self.base_path).startswith("/api/") or b"json" in headers.get(b"accept", b""):
            return self.made[why, "json"]
        wanted = headers.get(b"accept-language", b"").decode("latin-1").lower()
        places = {tag: wanted.find(tag.lower().split("-")[0]) for tag in self.spoken}
        named = [tag for tag in sorted(places, key=lambda tag: places[tag]) if places[tag] >= 0]
        return self.made[why, named[0] if named else self.spoken[0]]


def refusals_of(app: Flask, spoken: tuple[str, ...]) -> Refusals:
    """Make every refusal of an application beforehand: when they are needed, no thread is free.

    Args:
        app: whose pages they look like.
        spoken: the tags of its languages (BCP 47), the usual one first.

    Returns:
        Them, for every reason and language.
    """
    made = {}
    for why, (status, retry, sentence) in SAID.items():
        for tag in (*spoken, "json"):
            asked = {"Accept": "application/json"} if tag == "json" else {"Accept-Language": tag, "Accept": "text/html"}
            with app.test_request_context("/", headers=asked):
                response = app.process_response(error(status, str(sentence), retry))
                made[why, tag] = WsgiAnswer(status, [*encoded(response.headers), _HANG_UP], response.get_data())
    return Refusals(made, spoken, app.config["APPLICATION_ROOT"].rstrip("/"))


_HANG_UP: Header = (b"connection", b"close")
