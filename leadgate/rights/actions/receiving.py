"""Receiving: a request is kept and a mail asks its sender to prove the mailbox; the answer is the same for everybody.

The clock starts now, not when it is proven. Twice is two rows: a stranger's unproven request must never stand in the
way of the person's own.
"""

from base64 import b64encode
from datetime import datetime, timedelta
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import MailAddress, NotAnAddress, parsed
from leadgate.people import queries as people
from leadgate.people.verification.actions.starting import start
from leadgate.rights import steps
from leadgate.rights.clocks import Right
from leadgate.rights.errors import DetailsNeeded, MandateNeeded, SubjectNeeded
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, RequestStepKind, Whom
from leadgate.rights.typed import REGIONS, TypedPrivacyRequest
from leadgate.rights.verifications import PRIVACY_REQUEST

PER_NETWORK = Limit("privacy-request/network", 20, timedelta(hours=1))
PER_MAILBOX = Limit("privacy-request/mailbox", 5, timedelta(days=1))


@action
def receive(asked: TypedPrivacyRequest, *, language: str, network: str) -> UUID:
    """Keep a request and ask its sender to prove the mailbox; the clocks run from now.

    Args:
        asked: as the form was filled in.
        language: of the letters to the sender.
        network: the request came from (`limits.network_of`), for its bound.

    Returns:
        The request's id.

    Raises:
        NotAnAddress: the sender's address cannot be one.
        SubjectNeeded: it is for somebody else, and what says for whom cannot be an address.
        MandateNeeded: it is by an agent, and has no mandate.
        DetailsNeeded: it is to correct something, and does not say what.
        TooMany: asked too often from this network or for this mailbox.
    """
    address = parsed(asked.email)
    subject = subject_of(asked, address)
    demand_details(asked)
    spend((PER_NETWORK, network), (PER_MAILBOX, address.mailbox))
    request = keep(asked, address, subject, language, received_at=clock.now())
    steps.note(request, RequestStepKind.RECEIVED, asked.details)
    key = installation().vault.key_of(request.id)
    start(PRIVACY_REQUEST, address, language=language, about=request.id, key=key)
    return request.id


def demand_details(asked: TypedPrivacyRequest) -> None:
    """Refuse a correction of nothing.

    Raises:
        DetailsNeeded: it is to correct something, and does not say what.
    """
    if asked.right is Right.CORRECTION and not asked.details.strip():
        raise DetailsNeeded


def subject_of(asked: TypedPrivacyRequest, address: MailAddress) -> MailAddress:
    """Whom a request is about.

    Args:
        asked: as it was typed.
        address: its sender's.

    Raises:
        SubjectNeeded: it is for somebody else, and what says for whom cannot be an address.
        MandateNeeded: it is by an agent, and has no mandate.
    """
    if asked.whom is Whom.SELF:
        return address
    if asked.whom is Whom.AGENT and not asked.mandate:
        raise MandateNeeded
    try:
        return parsed(asked.subject_email)
    except NotAnAddress as refusal:
        raise SubjectNeeded from refusal


def keep(
    asked: TypedPrivacyRequest, address: MailAddress, subject: MailAddress, language: str, *, received_at: datetime
) -> PrivacyRequest:
    """Keep a request, sealed under a key of its own, as not proven yet.

    Args:
        asked: as it was typed.
        address: its sender's.
        subject: whom it is about.
        language: of the letters to the sender.
        received_at: from when the clocks run (UTC).

    Returns:
        Its row.
    """
    new = new_id()
    key = installation().vault.new_key(new)
    mandate = b64encode(asked.mandate).decode() if asked.whom is Whom.AGENT else ""
    add_row(
        PrivacyRequest,
        id=new,
        person_id=None,
        address_index=people.index_of(address),
        subject_index=people.index_of(subject),
        address=key.seal(PrivacyRequest.address, new, address.typed),
        subject_address=key.seal(PrivacyRequest.subject_address, new, subject.typed),
        details=key.seal(PrivacyRequest.details, new, asked.details),
        mandate=key.seal(PrivacyRequest.mandate, new, mandate) if mandate else None,
        right=asked.right,
        whom=asked.whom,
        regimes=[str(regime) for regime in REGIONS[asked.region]],
        language=language,
        state=PrivacyRequestState.UNVERIFIED,
        received_at=received_at,
        verified_at=None,
        mandate_confirmed_at=None,
        mandate_checked_at=None,
        acknowledged_at=None,
        extended_at=None,
        closed_at=None,
        reason=None,
        erasure=None,
    )
    return session().get_one(PrivacyRequest, new)
