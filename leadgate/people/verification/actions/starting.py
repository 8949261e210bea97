"""Starting: an address is kept with what was typed, and the worker is told.

The same rows are written for everybody; who has the address is found out by the worker (`sending.settle`), so neither
the answer nor its timing can tell. What is typed lies under a key of its own until it is proven.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.mail.addresses import MailAddress
from leadgate.people import queries as people
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import VerificationKind

SETTLE = "people.verify"


@dataclass(frozen=True, slots=True)
class Started:
    """A verification that waits, and the key it lies under."""

    id: UUID
    key: PersonKey


@action
def start(
    kind: VerificationKind,
    address: MailAddress,
    *,
    language: str,
    about: UUID | None = None,
    payload: str = "",
    for_guardian: bool = False,
    source: str = "",
    key: PersonKey | None = None,
    due: datetime | None = None,
) -> Started:
    """Keep an address that is to be proven, and have it written to.

    Args:
        kind: says which letters, and how long the link works.
        address: that is written to.
        language: of the letters to it.
        about: the id of what is asked for.
        payload: what was typed besides; sealed, and handed back once it is proven.
        for_guardian: whether the address is a guardian's, who is asked about a child.
        source: which campaign the page was reached from.
        key: to lie under, for a kind without a key of its own.
        due: when it is written to, in UTC; at once when it is missing.

    Returns:
        The id of the verification, and the key it lies under.
    """
    new, now = new_id(), clock.now()
    asked_at = due or now
    key = key or installation().vault.new_key(new)
    add_row(
        Verification,
        id=new,
        subject_id=key.owner,
        kind=kind.word,
        about=about,
        address_index=people.index_of(address),
        address=key.seal(Verification.address, new, address.typed),
        payload=key.seal(Verification.payload, new, payload),
        language=language,
        for_guardian=for_guardian,
        source=source,
        made_at=now,
        link_ends_at=asked_at + kind.link_lasts,
        expires_at=asked_at + kind.kept,
        remind_at=None,
        code_tries=0,
        mails=0,
        answered=False,
        confirmed_at=None,
        method=None,
    )
    outbox.add_new(SETTLE, {"verification": new}, key=f"{SETTLE}/{new}", owner=key.owner, due=due)
    return Started(new, key)
