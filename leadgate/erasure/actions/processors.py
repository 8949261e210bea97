"""Processors: who outside was given data, and so is told when it is erased."""

from uuid import UUID

from sqlalchemy import select

from leadgate.erasure.actions.telling import REACH, secret_of
from leadgate.erasure.errors import NotAProcessor, ProcessorKnown, UnknownProcessor
from leadgate.erasure.models import Processor
from leadgate.foundation import audit, clock
from leadgate.foundation.calling import signing
from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id


@action
def add_processor(name: str, url: str, knows_by: str, *, by: UUID | None = None) -> tuple[UUID, str]:
    """Add somebody who must be told of erasures.

    Args:
        name: for people.
        url: which notices are sent to.
        knows_by: `email`, or `sha256` for its hash (trimmed, in small letters, hexadecimal).
        by: the account that does it; None for whoever runs the command, who may name a server of this machine.

    Returns:
        Their id, and the secret that both sides sign with (`whsec_…`), which is shown this once.

    Raises:
        NotAProcessor: the address is not https (or, for trying it out by the command, on this machine), or is one of a
            private network; what a name stands for is found out when the first notice is sent.
        ProcessorKnown: another one has this name, or had it.
    """
    _check(name, url, by)
    new = new_id()
    add_row(Processor, id=new, name=name, url=url, knows_by=knows_by, made_at=clock.now(), retired_at=None)
    audit.record("processor:add", actor=by, subject=new)
    return new, signing.shown(secret_of(new))


@action
def change_processor(processor_id: UUID, name: str, url: str, knows_by: str, *, by: UUID | None = None) -> None:
    """Have a processor told elsewhere, or by other words, from the next notice on; the secret stays.

    Args:
        processor_id: whose.
        name, url, knows_by, by: as for `add_processor`.

    Raises:
        NotAProcessor, ProcessorKnown: as `add_processor`.
        UnknownProcessor: there is none of that number, or it is told no more.
    """
    row = _told(processor_id)
    _check(name, url, by, besides=processor_id)
    row.name, row.url, row.knows_by = name, url, knows_by
    audit.record("processor:change", actor=by, subject=processor_id)


@action
def retire_processor(processor_id: UUID, *, by: UUID | None = None) -> None:
    """Tell a processor of no further erasures; what it was told stays on the record.

    Args:
        processor_id: whose.
        by: the account that does it; None for whoever runs the command.

    Raises:
        UnknownProcessor: there is none of that number, or it is told no more already.
    """
    _told(processor_id).retired_at = clock.now()
    audit.record("processor:retire", actor=by, subject=processor_id)


def _told(processor_id: UUID) -> Processor:
    row = session().get(Processor, processor_id)
    if row is None or row.retired_at:
        raise UnknownProcessor
    return row


def _check(name: str, url: str, by: UUID | None, besides: UUID | None = None) -> None:
    try:
        destination_of(url, Reach.PUBLIC if by else REACH)
    except CallFailed as refusal:
        raise NotAProcessor from refusal
    namesake = session().scalar(select(Processor.id).where(Processor.name == name))
    if namesake not in (None, besides):
        raise ProcessorKnown
