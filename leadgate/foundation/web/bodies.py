"""How much a view takes: a form, unless it says that it takes files."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from werkzeug.exceptions import HTTPException

View = TypeVar("View", bound=Callable[..., Any])
FORM_BYTES = 64 * 1024


def takes(most_bytes: Callable[[], int]) -> Callable[[View], View]:
    """Say how large a request to a view may be; asked with the installation at work."""

    def mark(view: View) -> View:
        view.__dict__["most_bytes"] = most_bytes
        return view

    return mark


def most_bytes_of(view: Callable[..., Any]) -> int:
    """How large a request to this view may be."""
    most: Callable[[], int] | None = getattr(view, "most_bytes", None)
    return most() if most else FORM_BYTES


def most_bytes_at(app: Flask, method: str, path: str) -> int:
    """The same for an address, before anything of the request but its first lines is there.

    Args:
        app: whose views are asked.
        method, path: of the request; what leads nowhere takes what a form does.
    """
    try:
        endpoint, _values = app.url_map.bind("").match(path, method)
    except HTTPException:
        return FORM_BYTES
    return most_bytes_of(app.view_functions[endpoint])
