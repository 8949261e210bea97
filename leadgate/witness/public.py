"""The door of a witness: other logs hand in their checkpoints here."""

from flask import Blueprint, Response, request

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.requests import from_anywhere
from leadgate.witness.actions import witnessing
from leadgate.witness.actions.witnessing import PLACE

pages = Blueprint("witness", __name__)


@pages.post(f"{PLACE}/add-checkpoint")
@allow(PUBLIC)
@from_anywhere
def add_checkpoint() -> Response:
    """Cosign a checkpoint (C2SP tlog-witness)."""
    answer = witnessing.add_checkpoint(request.get_data())
    return Response(answer.body, answer.status, content_type=answer.media_type)


@pages.get(f"{PLACE}/key")
@allow(PUBLIC)
def key() -> Response:
    """The witness' own key, as logs are told it."""
    return Response(witnessing.signer().verifier_key + "\n", mimetype="text/plain")
