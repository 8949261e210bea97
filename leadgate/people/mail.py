"""Letters about a person's own page."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.letters import put_letter
from leadgate.foundation.mail import Letter
from leadgate.foundation.tokens import Act
from leadgate.people import queries
from leadgate.people.models import AddressChange
from leadgate.people.room import ADDRESS_NEW, ADDRESS_OLD, SIGN_IN


def sign_in_link(link: UUID, person: UUID) -> None:
    """Send the link that opens a person's own page, once."""
    put_letter("people/sign_in", link, owner=person, link=link, person=person)


def write_sign_in(link: UUID, person: UUID) -> Letter | None:
    """The link that signs in once."""
    known = queries.person(person)
    if known is None:
        return None
    here = installation()
    url = f"{here.settings.base_url}/me/sign-in?token={here.tokens.make(SIGN_IN, link)}"
    return Letter(person, partial(queries.address_of, person), known.language, {"url": url})


def change_from_old(change: UUID, person: UUID) -> None:
    """Ask the mailbox mail goes to now whether it may go elsewhere."""
    put_letter("people/address_old", change, owner=person, change=change)


def change_from_new(change: UUID, person: UUID) -> None:
    """Ask the new mailbox whether it is the person's."""
    put_letter("people/address_new", change, owner=person, change=change)


def write_address_old(change: UUID) -> Letter | None:
    """Asks the old inbox whether the address may change."""
    if row := queries.address_change(change):
        return _change_letter(row, ADDRESS_OLD, "old", partial(queries.address_of, row.person_id))
    return None


def write_address_new(change: UUID) -> Letter | None:
    """Asks the new inbox whether it is theirs."""
    if row := queries.address_change(change):
        return _change_letter(row, ADDRESS_NEW, "new", partial(queries.new_address_of, row))
    return None


def _change_letter(row: AddressChange, act: Act, inbox: str, address: Callable[[], str]) -> Letter | None:
    known, here = queries.person(row.person_id), installation()
    if known is None:
        return None
    url = f"{here.settings.base_url}/me/address/{inbox}/{here.tokens.make(act, row.id)}"
    context = {"url": url, "is_known": queries.id_with(row.address_index) is not None}
    return Letter(known.id, address, known.language, context)
