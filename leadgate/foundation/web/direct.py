"""Answers before any page is made: to what is asked for by the thousand and needs nothing that Flask does for pages.

A room declares by which beginning of a path it is known, and what answers it; `POST` stands before the path of what is
sent. Only what goes well is answered here: a refusal, and whatever else goes wrong, is left to the view of that path,
which does the same and finds the words. Whoever reads what was sent leaves it where it was.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.wrappers import Request

from leadgate.foundation.settings import Settings
from leadgate.foundation.web import security

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """An answer as WSGI takes it.

    Args:
        status: of HTTP.
        headers: besides those every answer carries, which these stand before.
        body: its parts, or a file (`foundation.files.sending`).
    """

    status: int
    headers: list[Header]
    body: Iterable[bytes] = field(default=())

    def response(self) -> Response:
        """The same for a view."""
        return Response(self.body, self.status, self.headers, direct_passthrough=True)


Direct = Callable[[Request, str], DirectAnswer]
"""Answers a request, given it and the rest of its path; raises whatever its view does."""


def answer_before(app: Flask, directs: Mapping[str, Direct], settings: Settings) -> None:
    """Let some paths of an application be answered without it.

    Args:
        app: before it has taken its first request.
        directs: what answers, by the beginning of the path, up to and with its second slash; `POST` and a space before.
        settings: for what every answer carries.
    """
    inner, carried = app.wsgi_app, security.of_page(settings)

    def answered(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        beginning, slash, rest = environ["PATH_INFO"][1:].partition("/")
        direct = directs.get(f"{_sent(environ)}/{beginning}{slash}") if _is_plain(environ) else None
        answer = _tried(direct, environ, rest) if direct else None
        if answer is None:
            return inner(environ, start_response)
        status = HTTPStatus(answer.status)
        start_response(f"{status.value} {status.phrase}", [*answer.headers, *security.missing(answer.headers, carried)])
        return answer.body

    app.wsgi_app = answered  # type: ignore[method-assign]


def _is_plain(environ: "WSGIEnvironment") -> bool:
    return not environ["QUERY_STRING"] and "HTTP_HOST" in environ


def _sent(environ: "WSGIEnvironment") -> str:
    """What stands before the path of a request: nothing where a page is asked for."""
    method: str = environ["REQUEST_METHOD"]
    return "" if method == "GET" else f"{method} "


def _tried(direct: Direct, environ: "WSGIEnvironment", rest: str) -> DirectAnswer | None:
    try:
        return direct(Request(environ), rest)
    except Exception:  # noqa: BLE001 - the view is asked next: it meets the same, and says so to people and in the log
        return None
