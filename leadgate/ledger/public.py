"""The log's well-known address: its key, its newest checkpoint, and proofs that it only grew."""

import base64
from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, request

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web import client
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.requests import from_anywhere
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import receiving

pages = Blueprint("ledger", __name__)


MOST_NOTE_BYTES = 16 * 1024
"""A checkpoint with the lines of some forty witnesses."""
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def _text(content: str, lasting: Mapping[str, str] = MappingProxyType({})) -> Response:
    return Response(content, mimetype="text/plain", headers={"Access-Control-Allow-Origin": "*", **lasting})


@pages.get(f"{checkpoints.PLACE}/key")
@allow(PUBLIC)
def key() -> Response:
    """The public key, as verifiers of signed notes want it."""
    return _text(checkpoints.log_key() + "\n")


@pages.get(f"{checkpoints.PLACE}/checkpoint")
@allow(PUBLIC)
def checkpoint() -> Response:
    """The newest checkpoint (C2SP tlog-checkpoint)."""
    return _text(checkpoints.newest())


@pages.get(f"{checkpoints.PLACE}/stamped/checkpoint")
@allow(PUBLIC)
def stamped_checkpoint() -> Response:
    """The newest checkpoint that was stamped with the time: `openssl ts -verify -data`."""
    return _text(checkpoints.stamped()[0])


@pages.get(f"{checkpoints.PLACE}/stamped/checkpoint.tsr")
@allow(PUBLIC)
def time_stamp() -> Response:
    """Its time stamp (RFC 3161): `openssl ts -verify -in`."""
    return Response(checkpoints.stamped()[1], mimetype="application/timestamp-reply")


@pages.get(f"{checkpoints.PLACE}/consistency/<int:older>/<int:newer>")
@allow(PUBLIC)
def consistency(older: int, newer: int) -> Response:
    """The proof that the log only grew between two sizes (RFC 9162 section 2.1.4), one hash in base64 a line.

    Between the same two it is always the same one, so caches may keep it; making it costs a few rows of the tree for
    each doubling of its size.
    """
    proof = (base64.b64encode(node).decode() for node in checkpoints.growth(older, newer))
    return _text("".join(f"{node}\n" for node in proof), FOR_EVER)


@pages.post(f"{checkpoints.PLACE}/cosignatures")
@allow(PUBLIC)
@from_anywhere
@takes(lambda: MOST_NOTE_BYTES)
def cosignatures() -> Response:
    """Take the lines of witnesses we know under a checkpoint of ours (C2SP tlog-cosignature)."""
    receiving.take_cosignatures(request.get_data(), client.network())
    return Response(status=204)
