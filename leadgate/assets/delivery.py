"""Answers that carry files."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import parse_range_header
from werkzeug.wrappers import Request

from leadgate.assets import access
from leadgate.assets.actions import counting, delivering, limiting
from leadgate.assets.actions.confirming import Confirmed
from leadgate.assets.actions.delivering import Delivery, Shipped
from leadgate.assets.links import confirmed_token, ready_token
from leadgate.assets.models import AssetVersion
from leadgate.foundation.errors import NotFound
from leadgate.foundation.files.attachments import SANDBOX, attached
from leadgate.foundation.files.sending import FileOnDisk, SentFile, StoredElsewhere
from leadgate.foundation.files.store_errors import FileMissing, FileUnreachable
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import FilesSentBy
from leadgate.foundation.web.direct import DirectAnswer, Header
from leadgate.foundation.web.onlookers import is_prefetch

INTERNAL = "/leadgate-files/"
"""The location of nginx that has the files; documented in docs/operating.md."""
STORE_ADDRESS_LASTS = timedelta(minutes=1)
NOTHING_AHEAD = DirectAnswer(503, [("Cache-Control", "no-store"), ("Content-Length", "0")])
"""To look ahead must use nothing up, and must be no way around a limit. A browser asks again when somebody wants it."""


def ready(confirmed: Confirmed) -> ResponseReturnValue:
    """Onward to the page with the download button."""
    grant = confirmed.grant_id
    # Whoever holds the letter later is led on to the download, and told nothing of what its reader agrees to.
    said = {"again": 1} if confirmed.again else {"confirmed": confirmed_token(grant)}
    link = url_for("assets.ready", slug=confirmed.slug, grant=ready_token(grant), **said)
    return redirect(link, 303)


def of_link(asked: Request, token: str) -> DirectAnswer:
    """What a download link gives.

    Args:
        asked: the request, of Flask or not.
        token: the end of the link.

    Raises:
        TokenInvalid: not a token of ours, or not for this.
        GrantOver, DownloadsUsedUp, DownloadsUnderWay, AssetOver, FileUnreachable: there is nothing to give.
    """
    return file(asked, delivering.open_grant(access.grant_to_download(token)))


def file(asked: Request, delivery: Delivery) -> DirectAnswer:
    """The file, or the one range of it that was asked for (RFC 9110 sections 13.1.1 and 14)."""
    version = delivery.version
    if delivery.limit is not None and is_prefetch(asked):
        return NOTHING_AHEAD
    if installation().settings.files_sent_by is not FilesSentBy.LEADGATE and asked.method == "GET":
        return handed_over(asked, delivery)
    if "HTTP_IF_MATCH" in asked.environ and not asked.if_match.contains(version.sha256):
        return DirectAnswer(412, [("Content-Length", "0")])
    wanted = _range(asked, version)
    start, stop = (0, version.size) if wanted is None else wanted
    if wanted == NOWHERE:
        return DirectAnswer(416, [("Content-Range", f"bytes */{version.size}"), ("Content-Length", "0")])
    body = sent(delivery, start, stop - start, counts=not is_prefetch(asked)) if asked.method == "GET" else iter(())
    headers = [*_headers(version), ("Content-Length", str(stop - start))]
    if wanted:
        headers.append(("Content-Range", f"bytes {start}-{stop - 1}/{version.size}"))
    return DirectAnswer(206 if wanted else 200, headers, body)


def handed_over(asked: Request, delivery: Delivery) -> DirectAnswer:
    """An answer without the file, which nginx or the store sends in its place, with whatever range was asked for.

    How much of it came nobody tells us: what was asked for is taken to have come when it is handed over.
    """
    here, version = installation(), delivery.version
    if not is_prefetch(asked):
        start, stop = _range(asked, version) or (0, version.size)
        counting.came(here, delivery, start, _begun(delivery, stop - start), stop - start)
    if here.settings.files_sent_by is FilesSentBy.S3:
        return DirectAnswer(302, [("Location", here.storage.signed_address(version.stored_as, STORE_ADDRESS_LASTS))])
    return DirectAnswer(200, [*_headers(version), ("X-Accel-Redirect", f"{INTERNAL}{version.stored_as}")])


def sent(delivery: Delivery, start: int, length: int, *, counts: bool) -> SentFile:
    """The bytes asked for; once all of the file's have been taken, by this answer and others, the download is counted.

    Raises:
        FileUnreachable: this machine has lost the file. Of a store only the front hears that, which asks it.
        GrantOver, DownloadsUsedUp, DownloadsUnderWay: there is no room for it beside what came and what is under way.
    """
    here, version = installation(), delivery.version
    bytes_wanted = version.stored_as, start, length
    came = partial(counting.came, here, delivery, start, _begun(delivery, length)) if counts else None
    try:
        if file := here.storage.open_at(*bytes_wanted):
            return FileOnDisk(file, length, came)
    except FileMissing as trouble:
        if came:
            came(0)
        raise FileUnreachable from trouble
    return StoredElsewhere(here.storage, *bytes_wanted, came)


def _begun(delivery: Delivery, length: int) -> UUID | None:
    return None if delivery.limit is None else limiting.begin(delivery, length)


NOWHERE = (0, 0)


def _range(asked: Request, version: Shipped) -> tuple[int, int] | None:
    """From and up to which byte; None for what is not exactly one range, `NOWHERE` for one beyond the file's end."""
    ranges = parse_range_header(asked.headers.get("Range", "")[:200])
    fresh = asked.headers.get("If-Range", f'"{version.sha256}"') == f'"{version.sha256}"'
    if ranges is None or not fresh or ranges.units != "bytes" or len(ranges.ranges) != 1:
        return None
    if -ranges.ranges[0][0] > version.size > 0:
        return 0, version.size  # the last so many bytes of a shorter file are all of it
    return ranges.range_for_length(version.size) or NOWHERE


def _headers(version: Shipped) -> list[Header]:
    return [
        ("Content-Type", version.media_type),
        ("Accept-Ranges", "bytes"),
        ("ETag", f'"{version.sha256}"'),
        ("Content-Security-Policy", SANDBOX),
        ("Content-Disposition", attached(version.file_name)),
    ]


def picture(version: AssetVersion, kept: str = "public, max-age=3600") -> Response:
    """What a file looks like.

    Args:
        version: the file.
        kept: by whom the answer may be kept, and for how long (`Cache-Control`).

    Raises:
        NotFound: there is none.
    """
    if version.picture is None:
        raise NotFound
    return Response(version.picture, mimetype="image/png", headers={"Cache-Control": kept})
