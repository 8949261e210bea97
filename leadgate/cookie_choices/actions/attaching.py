"""A person's own receipts of choices: added by whoever presents the number while signed in, and by nobody else."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.cookie_choices import queries, receipts
from leadgate.cookie_choices.actions.expiring import ROWS_KEPT
from leadgate.cookie_choices.errors import KeptAlready, NotProvenYet, TooManyKept
from leadgate.cookie_choices.models import CookieReceipt
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import lock_name
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.verifier.reading import read, written

MOST = 20


class KeptReceipt(NamedTuple):
    """A receipt on somebody's page."""

    id: UUID
    document: dict[str, Any]
    added_at: datetime

    @property
    def day(self) -> date:
        """On which it was chosen."""
        return date.fromisoformat(self.document["leadgate:choice"]["day"])


def kept_by(person: UUID) -> list[KeptReceipt]:
    """The receipts a person added, newest first.

    Args:
        person: whose.
    """
    mine = select(CookieReceipt).where(CookieReceipt.person_id == person).order_by(CookieReceipt.id.desc())
    key = installation().vault.key_of(person)
    return [
        KeptReceipt(row.id, read(key.open(CookieReceipt.receipt, row.id, row.receipt).encode()), row.added_at)
        for row in session().scalars(mine)
    ]


@action
def add(person: UUID, number: str) -> None:
    """Keep the receipt of a choice for somebody, sealed: nothing in the record of choices says that it is theirs.

    Args:
        person: who presents the number.
        number: of the choice.

    Raises:
        NoSuchChoice, NotProvenYet: there is nothing to keep.
        KeptAlready, TooManyKept: nothing is to be added.
    """
    lock_name(f"cookie-receipts/{person}")
    document, kept = receipts.receipt(queries.choice_of(number)), kept_by(person)
    if not receipts.is_proven(document):
        raise NotProvenYet
    if number in [each.document["leadgate:number"] for each in kept]:
        raise KeptAlready
    if len(kept) >= MOST:
        raise TooManyKept
    row, now, key = new_id(), clock.now(), installation().vault.key_of(person)
    sealed = key.seal(CookieReceipt.receipt, row, written(document))
    add_row(CookieReceipt, id=row, person_id=person, receipt=sealed, added_at=now, expires_at=now + ROWS_KEPT)


@action
def remove(person: UUID, receipt: UUID) -> None:
    """Take a receipt off somebody's page; nothing where it is not theirs, or not there.

    Args:
        person: whose page.
        receipt: its id.
    """
    mine = CookieReceipt.person_id == person
    session().execute(delete(CookieReceipt).where(CookieReceipt.id == receipt, mine))
