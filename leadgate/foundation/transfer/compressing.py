"""What is sent compressed (RFC 9110, section 8.4): styles and scripts always, pages where there is nothing to guess.

The length of a compressed page tells whoever can put words on it what else stands there, letter by letter (BREACH:
Gluck, Harris and Prado, 2013). So a page is compressed only if it was made for nobody in particular: no cookie and no
password came with the request, and none goes out with the answer.
"""

import zlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request

STYLES_AND_SCRIPTS = {"text/css", "text/javascript", "image/svg+xml"}
PAGES = {"text/html", "text/plain", "application/xml"}
LEAST_BYTES = 500
"""What is shorter fits into one packet anyway."""
QUICK, THOROUGH = 4, 9
GZIP = zlib.MAX_WBITS + 16


def compress_answers(app: Flask) -> None:
    """Compress what an application sends, where the client takes it.

    Args:
        app: before it has taken its first request, and before anybody adds headers to its answers.
    """
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    gains = _gains(response)
    if gains or request.endpoint == "static":
        response.vary.add("Accept-Encoding")
    if not gains or request.accept_encodings.quality("gzip") <= 0:
        return response
    response.direct_passthrough = False
    response.set_data(_file() if request.endpoint == "static" else packed(response.get_data(), QUICK))
    response.content_encoding = "gzip"
    if tag := response.get_etag()[0]:
        response.set_etag(f"{tag}-gzip")  # another representation has another one (RFC 9110, section 8.8.3.3)
        response.make_conditional(request)
    return response


def _gains(response: Response) -> bool:
    if response.status_code != 200 or response.content_encoding or (response.content_length or 0) < LEAST_BYTES:
        return False
    return response.mimetype in STYLES_AND_SCRIPTS or (response.mimetype in PAGES and _is_nobodys(response))


def _is_nobodys(response: Response) -> bool:
    return not ({"Cookie", "Authorization"} & set(request.headers.keys()) or "Set-Cookie" in response.headers)


def _file() -> bytes:
    path = Path(current_app.static_folder or "") / (request.view_args or {})["filename"]
    return _packed_file(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)  # more than there are files
def _packed_file(path: Path, _changed: int) -> bytes:
    return packed(path.read_bytes(), THOROUGH)


def packed(content: bytes, level: int) -> bytes:
    """Content as gzip (RFC 1952), alike for alike.

    Args:
        content: what is compressed.
        level: how hard it is tried, 1 to 9.

    Returns:
        What `gzip` unpacks to the content; the same bytes for the same content and level.
    """
    packer = zlib.compressobj(level, wbits=GZIP)
    return packer.compress(content) + packer.flush()
