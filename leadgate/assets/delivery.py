"""Answers that carry files."""

from datetime import timedelta
from functools import partial

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import Headers
from werkzeug.http import parse_range_header

from leadgate.assets.actions import counting
from leadgate.assets.actions.confirming import Confirmed
from leadgate.assets.actions.delivering import Delivery, Shipped
from leadgate.assets.errors import FileUnreachable
from leadgate.assets.links import confirmed_token, ready_token
from leadgate.assets.models import AssetVersion
from leadgate.foundation.errors import NotFound
from leadgate.foundation.files.attachments import SANDBOX, attached
from leadgate.foundation.files.sending import FileOnDisk, SentFile
from leadgate.foundation.files.storage import FileMissing
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import FilesSentBy
from leadgate.foundation.web.security import is_prefetch

INTERNAL = "/leadgate-files/"
"""The location of nginx that has the files; documented in docs/operating.md."""
STORE_ADDRESS_LASTS = timedelta(minutes=1)


def ready(confirmed: Confirmed) -> ResponseReturnValue:
    """Onward to the page with the download button."""
    grant, again = confirmed.grant_id, 1 if confirmed.again else None
    just = confirmed_token(grant)
    link = url_for("assets.ready", slug=confirmed.slug, grant=ready_token(grant), confirmed=just, again=again)
    return redirect(link, 303)


def file(delivery: Delivery) -> ResponseReturnValue:
    """The file, or the one range of it that was asked for (RFC 9110 section 14)."""
    version = delivery.version
    if installation().settings.files_sent_by is not FilesSentBy.LEADGATE and request.method == "GET":
        return handed_over(delivery)
    wanted = _range(version)
    start, stop = (0, version.size) if wanted is None else wanted
    if wanted == NOWHERE:
        return Response(status=416, headers={"Content-Range": f"bytes */{version.size}"})
    counts = request.method == "GET" and not is_prefetch()
    body = sent(delivery, start, stop - start, counts=counts) if request.method == "GET" else iter(())
    headers = _headers(version, stop - start)
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{version.size}"
    status = 206 if wanted else 200
    return Response(body, status, headers, direct_passthrough=True)


def handed_over(delivery: Delivery) -> ResponseReturnValue:
    """An answer without the file, which nginx or the store sends in its place, with whatever range was asked for.

    How far it came nobody tells us: what begins at the file's beginning is counted when it is handed over.
    """
    here, version = installation(), delivery.version
    if not is_prefetch() and request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        counting.arrived(here, delivery)
    if here.settings.files_sent_by is FilesSentBy.S3:
        return redirect(here.storage.signed_address(version.stored_as, STORE_ADDRESS_LASTS), 302)
    headers = _headers(version, version.size)
    del headers["Content-Length"]
    headers["X-Accel-Redirect"] = f"{INTERNAL}{version.stored_as}"
    return Response(headers=headers)


def sent(delivery: Delivery, start: int, length: int, *, counts: bool) -> SentFile:
    """The bytes asked for; once the file's last one has been taken, the download is counted.

    Raises:
        FileUnreachable: before the first byte, when storage has lost the file or cannot be reached.
    """
    here, version = installation(), delivery.version
    whole = counts and start + length == version.size
    arrived = partial(counting.arrived, here, delivery) if whole else None
    try:
        if file := here.storage.open_at(version.stored_as, start, length):
            return FileOnDisk(file, length, arrived)
        return SentFile(here.storage.read(version.stored_as, start, length), arrived)
    except FileMissing as trouble:
        raise FileUnreachable from trouble


NOWHERE = (0, 0)


def _range(version: Shipped) -> tuple[int, int] | None:
    """From and up to which byte; None for what is not exactly one range, `NOWHERE` for one beyond the file's end."""
    asked = parse_range_header(request.headers.get("Range", "")[:200])
    fresh = request.headers.get("If-Range", f'"{version.sha256}"') == f'"{version.sha256}"'
    if asked is None or not fresh or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    return asked.range_for_length(version.size) or NOWHERE


def _headers(version: Shipped, length: int) -> Headers:
    headers = Headers()
    headers["Content-Type"] = version.media_type
    headers["Content-Length"] = str(length)
    headers["Accept-Ranges"] = "bytes"
    headers["ETag"] = f'"{version.sha256}"'
    headers["Content-Security-Policy"] = SANDBOX
    headers["Content-Disposition"] = attached(version.file_name)
    return headers


def picture(version: AssetVersion) -> Response:
    """The first page of a file.

    Raises:
        NotFound: there is none.
    """
    if version.picture is None:
        raise NotFound
    return Response(version.picture, mimetype="image/png", headers={"Cache-Control": "public, max-age=3600"})
