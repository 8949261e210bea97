"""Telling processors: whoever outside was given data is told of its erasure, until they answer (GDPR art. 17(2), 19).

A notice is signed as the Standard Webhooks specification 1.0 says, and so is the answer. Whom it is about lies sealed
under a key of the notice's own, which ends when the processor has taken it, or when we give up after thirty days.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from leadgate.erasure import certificates
from leadgate.erasure.errors import NotSigned, NotTaken, UnknownNotice
from leadgate.erasure.models import Erasure, Processor, ProcessorNotice
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.calling import signing
from leadgate.foundation.calling.destinations import Reach
from leadgate.foundation.calling.posting import post
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.people.queries import address_in
from leadgate.people.types import PersonRow

GIVEN_UP_AFTER = timedelta(days=30)
ANSWERS = ("done", "refused")
REACH = Reach.THIS_MACHINE_TOO
"""A command on this machine may add one that is here, to try out; whoever adds one in the studio may not."""


@action
def prepare(erasure: UUID, people: Sequence[PersonRow]) -> None:
    """Write down, before the keys end, whom each processor must be told about.

    Args:
        erasure: the erasure's id.
        people: who are erased, while their keys are there.
    """
    processors = session().scalars(select(Processor).where(Processor.retired_at.is_(None))).all()
    if not processors or not people:
        return
    keys = installation().vault.keys_of(person.id for person in people)
    addresses = [address_in(keys[person.id], person.address) for person in people]
    for processor in processors:
        notice = new_id()
        key = installation().vault.new_key(notice)
        known_by = [_known_by(processor, address) for address in addresses]
        sealed = key.seal(ProcessorNotice.subject, notice, json.dumps(known_by))
        add_row(
            ProcessorNotice,
            id=notice,
            erasure_id=erasure,
            processor_id=processor.id,
            subject=sealed,
            made_at=clock.now(),
            told_at=None,
            answered_at=None,
            answer=None,
        )
        outbox.add_new("erasure.tell", {"notice": notice}, key=f"erasure.tell/{notice}")


def _known_by(processor: Processor, address: str) -> dict[str, str]:
    if processor.knows_by == "email":
        return {"email": address}
    return {"email_sha256": sha256(address.strip().lower().encode()).hexdigest()}


def tell(notice: str) -> None:
    """Send one notice. Silence is tried again, with growing pauses; after thirty days we stop and the officer sees it.

    Raises:
        CallFailed: the processor was not to be reached, or is where nobody is called.
        NotTaken: it answered that it did not take it.
    """
    row = session().get_one(ProcessorNotice, UUID(notice))
    if row.told_at or row.made_at <= clock.now() - GIVEN_UP_AFTER:
        _end_key(row.id)
        return
    try:
        body = _body(row)
    except KeyDestroyed:
        return
    processor = session().get_one(Processor, row.processor_id)
    headers = {"content-type": "application/json", **signed(processor.id, row.id, body)}
    if not post(processor.url, body, headers, reach=REACH).is_taken:
        raise NotTaken
    _note_told(row.id)


def _body(row: ProcessorNotice) -> bytes:
    key = installation().vault.key_of(row.id)
    assert row.subject is not None
    asked_at = session().get_one(Erasure, row.erasure_id).asked_at
    answer_at = f"{installation().settings.base_url}/processors/{row.id}/answer"
    data = {
        "subjects": json.loads(key.open(ProcessorNotice.subject, row.id, row.subject)),
        "asked_at": asked_at.isoformat(),
        "answer_at": answer_at,
    }
    return json.dumps({"type": "erasure", "timestamp": clock.now().isoformat(), "data": data}).encode()


@action
def _note_told(notice: UUID) -> None:
    row = session().get_one(ProcessorNotice, notice)
    row.told_at, row.subject = clock.now(), None
    installation().vault.destroy(notice)
    certificates.say_who_was_told(row.erasure_id)


@action
def _end_key(notice: UUID) -> None:
    session().get_one(ProcessorNotice, notice).subject = None
    installation().vault.destroy(notice)


def signed(processor: UUID, message: UUID, body: bytes) -> dict[str, str]:
    """The headers that sign a message of ours, or of the processor's (Standard Webhooks 1.0), as of now.

    Args:
        processor: whose secret it is.
        message: its id.
        body: exactly as it is sent.
    """
    return signing.signed(secret_of(processor), str(message), clock.now(), body)


def secret_of(processor: UUID) -> bytes:
    """The secret a processor and we sign with."""
    return installation().vault.blind_index("processor secret", str(processor))


@action
def hear_answer(notice: UUID, headers: Mapping[str, str], body: bytes) -> None:
    """Note what a processor answered; the same answer twice is once.

    Args:
        notice: which they answer.
        headers: by lower-case names.
        body: exactly as it came: JSON with a `status`; one nobody knows is passed over.

    Raises:
        UnknownNotice: there is none of that id.
        NotSigned: not signed by this processor, for another notice, more than five minutes ago, or no JSON object.
    """
    row = session().get(ProcessorNotice, notice)
    if row is None:
        raise UnknownNotice
    _check(row, headers, body)
    try:
        answer = json.loads(body).get("status")
    except (ValueError, AttributeError) as refusal:
        raise NotSigned from refusal
    if answer in ANSWERS and row.answered_at is None:
        row.answered_at, row.answer = clock.now(), answer
        certificates.say_who_was_told(row.erasure_id)
        audit.record(f"processor:{answer}", actor=None, subject=row.erasure_id)


def _check(row: ProcessorNotice, headers: Mapping[str, str], body: bytes) -> None:
    try:
        signed_for = signing.check(secret_of(row.processor_id), headers, body, clock.now())
    except signing.WrongSignature as refusal:
        raise NotSigned from refusal
    if signed_for != str(row.id):
        raise NotSigned
