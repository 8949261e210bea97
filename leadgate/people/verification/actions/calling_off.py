"""Calling off: what waits about one thing is let go of, because nobody should be asked any more."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.foundation.db import action, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import VerificationKind


@dataclass(frozen=True, slots=True)
class CalledOff:
    """One that waited: whose address it was, by its index, and whether a letter had left."""

    id: UUID
    address_index: bytes
    was_written_to: bool


@action
def call_off(kind: VerificationKind, about: UUID, most: int, after: UUID | None = None) -> list[CalledOff]:
    """Let go of some of what waits about one thing: their keys, and with them their letters.

    Args:
        kind: of the verifications; one with keys of their own.
        about: what they are about.
        most: how many are let go of at once.
        after: the last id of those before.

    Returns:
        Which, in the order of their ids; nothing once there is nothing left.
    """
    mine = (Verification.kind == kind.word, Verification.about == about, Verification.confirmed_at.is_(None))
    columns = select(Verification.id, Verification.address_index, Verification.mails)
    waiting = columns.where(*mine).order_by(Verification.id).limit(most)
    rows = session().execute(waiting.where(Verification.id > after) if after else waiting).all()
    found = [CalledOff(row.id, row.address_index or b"", row.mails > 0) for row in rows]
    session().execute(delete(VaultKey).where(VaultKey.id.in_([one.id for one in found])))
    return found
