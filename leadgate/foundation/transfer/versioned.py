"""The address of a style or script names its content, so that a browser keeps it for a year and never an old one."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask

CHARACTERS = 10


def version_static_files(app: Flask) -> None:
    """Let every address of a static file carry `v`, made of the file's content.

    Args:
        app: before it has taken its first request.
    """
    folder = Path(app.static_folder or "")

    @lru_cache(maxsize=64)  # more than there are files
    def version(filename: str) -> str:
        return hashlib.sha256((folder / filename).read_bytes()).hexdigest()[:CHARACTERS]

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", version(values["filename"]))
