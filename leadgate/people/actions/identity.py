"""Identity: from a proven address to a person; a second proof adds to the person and overwrites nothing."""

from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.vault import PersonKey
from leadgate.people import queries
from leadgate.people.addresses import MailAddress
from leadgate.people.models import Person


@action
def meet(address: MailAddress, *, key: PersonKey, language: str) -> UUID:
    """The person with this proven address: the one already known, or a new one who takes over this key."""
    if known := queries.person_with(address):
        known.last_active = clock.now()
        session().flush()
        return known.id
    new = {
        "id": key.owner,
        "address_index": queries.index_of(address),
        "address": key.seal(Person.address, key.owner, address.typed),
        "language": language,
        "known_since": clock.now(),
        "last_active": clock.now(),
    }
    add_rows(Person, new)
    return key.owner
