"""Steps: every thing that happens to a request is written down as it happens."""

from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import add_row
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.vault import Ciphertext
from leadgate.rights.models import PrivacyRequest, RequestStep, RequestStepKind


def note(request: PrivacyRequest, what: RequestStepKind, text: str = "", *, by: UUID | None = None) -> None:
    """Write one step down, inside the act at work; words are sealed under the request's key."""
    new = new_id()
    add_row(
        RequestStep,
        id=new,
        request_id=request.id,
        person_id=request.person_id,
        at=clock.now(),
        what=what,
        by=by,
        text=_sealed(request.id, new, text) if text else None,
    )


def _sealed(request: UUID, row: UUID, text: str) -> Ciphertext | None:
    try:
        return installation().vault.key_of(request).seal(RequestStep.text, row, text)
    except KeyDestroyed:  # what is said about a closed erasure is not kept
        return None
