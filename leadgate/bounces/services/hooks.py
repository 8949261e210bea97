"""The door for services that send our mail: what they tell of it is heard if they prove that it is they who tell it."""

import json

from flask import Blueprint, Response, request

from leadgate.bounces.actions.taking import take_in
from leadgate.bounces.errors import NoSuchService, NotTheService
from leadgate.bounces.services import reading, signatures
from leadgate.bounces.types import HeardBy
from leadgate.foundation.calling.posting import get
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.requests import from_anywhere

pages = Blueprint("mail_hooks", __name__)
MOST_BYTES = 1_000_000


@pages.post("/hooks/mail/<service>")
@allow(PUBLIC)
@from_anywhere
@takes(lambda: MOST_BYTES)
def hear(service: str) -> Response:
    """Hear what a service tells."""
    document = _proven(service)
    if service == "ses" and document.get("Type") == "SubscriptionConfirmation":
        _subscribe(str(document.get("SubscribeURL", "")))
    for told in reading.events_in(service, reading.inner_of(document) if service == "ses" else document):
        take_in(told, heard_by=HeardBy.SERVICE)
    return Response(status=204)


def _proven(service: str) -> dict[str, object]:
    """What was sent, once the service has proven it.

    Raises:
        NoSuchService: none of that name is set.
        NotTheService: it is not proven, or is no JSON.
    """
    secret = installation().settings.mail_hooks.get(service)
    if secret is None:
        raise NoSuchService
    raw = request.get_data()
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as broken:
        raise NotTheService from broken
    if not signatures.is_genuine(service, secret, raw, document, dict(request.headers)):
        raise NotTheService
    found: dict[str, object] = document
    return found


def _subscribe(url: str) -> None:
    """Say yes to Amazon, who asks once whether its messages are wanted here."""
    if signatures.is_amazons(url):
        get(url, {})
