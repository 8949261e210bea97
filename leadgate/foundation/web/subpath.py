"""Below a path of its host: `LEADGATE_BASE_URL` says which, and the proxy may leave it on what it passes on, or not."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def own_path(path: str, base_path: str) -> str:
    """A path as our own pages are known by.

    Args:
        path: as the proxy passed it on.
        base_path: as `Settings.base_path`.
    """
    rest = path.removeprefix(base_path)
    return path if rest and not rest.startswith("/") else rest or "/"


def serve_below(app: Flask, base_path: str) -> None:
    """Let an application answer below a path, and all its addresses lead there (PEP 3333, `SCRIPT_NAME`).

    Args:
        app: before it has taken its first request.
        base_path: as `Settings.base_path`; at the root of the host nothing changes.
    """
    inner = app.wsgi_app

    def below(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = base_path, own_path(environ["PATH_INFO"], base_path)
        return inner(environ, start_response)

    if base_path:
        app.wsgi_app = below  # type: ignore[method-assign]
