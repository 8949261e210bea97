"""What an entry of the ledger is made of, for those who make and read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class ConsentEvent(Words):
    """What an entry says about one purpose."""

    REQUESTED = "requested", _("asked for")
    GIVEN = "given", _("yes")
    REFUSED = "refused", _("no")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("lapsed")
    RENEWED = "renewed", _("yes, again")
    BATCHED = "batched", _("answers of visitors, added up")
    """Many answers of nobody we know: `subject` is a random id, `evidence` the hash of their number and their root."""
    SEEN = "seen", _("seen by our staff")
    """A member of staff looked at the person: `purpose` says at what, `method` in which role, `request` who."""


@dataclass(frozen=True, slots=True)
class KeptWording:
    """A wording as it lies beside the ledger now, for whoever compares it with what entries name.

    Args:
        shown: which it is, in words for the operator.
        sha256: the hash it is known by, in hexadecimal.
        made_anew: the hash of what is there now; None where that cannot be read.
    """

    shown: str
    sha256: str
    made_anew: str | None


class EntryRow(Protocol):
    """One entry, for those who are handed one to read; fields as in `ledger.models.LedgerEntry`."""

    id: UUID
    """By which receipts name it."""
    subject: UUID
    """Whose pseudonym (`ledger.subjects`); of entries from before there were any, whose random id."""
    purpose: str
    """The slug of the purpose; of a look, what was looked at."""
    notice: str
    """The SHA-256 of the wording that was shown."""
    language: str
    """Of the wording."""
    happened: ConsentEvent
    """What."""
    at: datetime
    """When, in UTC."""
    method: str
    """How it came about; of a look, in which role."""
