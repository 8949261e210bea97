"""Identity: from a proven address to a person; a second proof adds to the person and overwrites nothing."""

from uuid import UUID

from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.vault import PersonKey
from leadgate.people import queries
from leadgate.people.addresses import MailAddress
from leadgate.people.models import Person


@action
def meet(address: MailAddress, *, key: PersonKey, language: str) -> UUID:
    """The person with this proven address: the one already known, or a new one who takes over this key."""
    index = queries.index_of(address)
    if known := queries.id_with(index):
        session().execute(update(Person).where(Person.id == known).values(last_active=clock.now()))
        return known
    new = {
        "id": key.owner,
        "address_index": index,
        "address": key.seal(Person.address, key.owner, address.typed),
        "language": language,
        "known_since": clock.now(),
        "last_active": clock.now(),
    }
    add_rows(Person, new)
    return key.owner
