"""Handing out what proves that somebody agreed: all receipts of a person, or one of them by its number."""

from typing import Any
from uuid import UUID

from leadgate.consent import receipts
from leadgate.consent.errors import NoSuchPerson, NoSuchReceipt
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing
from leadgate.people import queries as people


def whose(email: str) -> UUID:
    """The id of the person with an address.

    Args:
        email: as it was typed.

    Raises:
        NotAnAddress: it cannot be one.
        NoSuchPerson: nobody with it has confirmed anything.
    """
    person = people.person_with(parsed(email))
    if person is None:
        raise NoSuchPerson
    return person.id


def receipts_of(person: UUID, number: UUID | None = None) -> dict[str, Any]:
    """All receipts of a person, or one of them, sealed and with their proofs.

    Args:
        person: the person's id.
        number: of the one receipt; all when it is missing.

    Returns:
        The document (JSON-LD).

    Raises:
        NoSuchReceipt: the person has none of that number.
    """
    sealing.seal_all()
    if number is None:
        return receipts.receipts_of(person)
    for entry in ledger.entries_of(person):
        if entry.id == number:
            return receipts.receipt(entry)
    raise NoSuchReceipt
