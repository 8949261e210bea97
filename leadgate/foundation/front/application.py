"""Running the WSGI application for a request that was received whole (PEP 3333)."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from leadgate.foundation.files.sending import FileOnDisk, SentFile

Header = tuple[bytes, bytes]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Scope = Mapping[str, Any]
PROTOCOLS = {"1": "HTTP/1.0"}
"""What the server calls otherwise than it is called (RFC 9112, section 2.3)."""
LITTLE_BYTES = 64 * 1024
"""What is answered like a page where nobody asks whether it comes: it fits into what the server buffers anyway."""


@dataclass(frozen=True, slots=True)
class WsgiAnswer:
    """What the application answered.

    Args:
        status: of HTTP.
        headers: as they were set, names in lower case.
        body: all of it, or a file that is sent while no thread waits.
    """

    status: int
    headers: list[Header]
    body: bytes | SentFile


def environ_of(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """A request as WSGI knows it.

    Args:
        scope: of the request (ASGI 3.0).
        body: received, at its first byte.
        size: of the body in bytes.
    """
    host, port = scope.get("server") or ("localhost", None)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": _path(scope).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": PROTOCOLS.get(scope["http_version"], f"HTTP/{scope['http_version']}"),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    if "CONTENT_LENGTH" in environ or size:
        environ["CONTENT_LENGTH"] = str(size)
    return environ


def _path(scope: Scope) -> bytes:
    raw = scope.get("raw_path")
    return unquote_to_bytes(raw) if raw else str(scope["path"]).encode()


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        environ[key] = value
        return
    known = environ.get(f"HTTP_{key}")
    # One header several times is one with all values (RFC 9110 section 5.2); cookies are parted by semicolons.
    environ[f"HTTP_{key}"] = value if known is None else f"{known}{'; ' if key == 'COOKIE' else ','}{value}"


def answer_of(application: Application, environ: dict[str, Any]) -> WsgiAnswer:
    """Let the application answer, on the thread at hand.

    Args:
        application: of WSGI.
        environ: the request.

    Returns:
        What it answered; a file is not read yet.
    """
    began: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _trouble: object = None) -> Callable[..., None]:
        began[:] = [(status, headers)]
        return _write

    body = application(environ, start_response)
    little = isinstance(body, FileOnDisk) and body.length <= LITTLE_BYTES and not body.is_counted
    whole = body if isinstance(body, SentFile) and not little else _joined(body)
    [(status, headers)] = began
    return WsgiAnswer(int(status[:3]), encoded(headers), whole)


def encoded(headers: Iterable[tuple[str, str]]) -> list[Header]:
    """Headers as the server takes them (ASGI 3.0): bytes, names in lower case."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def _joined(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()


def _write(_data: bytes) -> None:
    raise NotImplementedError("leadgate's views return what they send")
