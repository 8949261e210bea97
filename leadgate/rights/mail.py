"""Letters about a request: never its contents, always the link to its page, where everything stands."""

from functools import partial
from uuid import UUID

from leadgate.foundation.background import outbox
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.people.verification import letters as proofs
from leadgate.rights.models import CLOSED, PrivacyRequest
from leadgate.rights.queries import RequestShown, deadlines_of, was_taken_down
from leadgate.rights.reasons import REASONS
from leadgate.rights.room import REQUEST
from leadgate.rights.verifications import MANDATE, PRIVACY_REQUEST
from leadgate.staff import queries as staff


def _post(name: str, request: UUID) -> None:
    add_new_letter(f"rights/{name}", new_id(), owner=request, request=request)


def received(request: UUID) -> None:
    """Say that a request is being worked on, and until when."""
    _post("received", request)


def asked(request: UUID) -> None:
    """Say that a question waits on the request's page."""
    _post("asked", request)


def extended(request: UUID) -> None:
    """Say that it takes longer, until when, and that the reason stands on the request's page."""
    _post("extended", request)


def done(request: UUID) -> None:
    """Say that it is done; after an erasure the request forgets its own address once the letter has left."""
    _post("done", request)
    outbox.add_new("rights.forget", {"request": request}, key=f"rights.forget/{request}")


def refused(request: UUID) -> None:
    """Say that it was refused, for which reason, and how to complain."""
    _post("refused", request)


def _letter(request: UUID) -> Letter | None:
    row = session().get(PrivacyRequest, request)
    if row is None:
        return None
    here = installation()
    url = f"{here.settings.base_url}/privacy/requests/{here.tokens.make(REQUEST, request)}"
    shown = RequestShown(row, deadlines_of(row))
    context = {"url": url, "request": row, "deadlines": shown.deadlines, "next": shown.next_due}
    context |= {"refusal": REASONS[row.reason] if row.reason else None, "authority": here.settings.authority}
    context["taken_down"] = was_taken_down(request)
    return Letter(request, partial(_open, row), row.language, context)


def _open(row: PrivacyRequest) -> str:
    return installation().vault.key_of(row.id).open(PrivacyRequest.address, row.id, row.address)


def write_prove(verification: UUID) -> Letter | None:
    """Asks whoever sent a request to prove the mailbox."""
    return proofs.to_prove(PRIVACY_REQUEST, verification)


def write_mandate(verification: UUID) -> Letter | None:
    """Asks the person concerned whether the agent acts for them."""
    return proofs.to_prove(MANDATE, verification)


def write_progress(request: UUID) -> Letter | None:
    """That a request was received, asked about, extended, done or refused."""
    return _letter(request)


def write_due(request: UUID, officer: UUID) -> Letter | None:
    """Tells an officer that a request comes due."""
    row, account = session().get(PrivacyRequest, request), staff.account(officer)
    if row is None or account is None or row.state in CLOSED:
        return None
    shown = RequestShown(row, deadlines_of(row))
    url = f"{installation().settings.base_url}/office/requests/{row.id}"
    context = {"url": url, "request": row, "next": shown.next_due, "days_left": shown.days_left}
    return Letter(None, lambda: account.email, staff.language_of(account), context)
