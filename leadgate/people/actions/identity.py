"""Identity: from a proven address to a person; a second proof adds to the person and overwrites nothing."""

from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import PersonKey
from leadgate.people import queries
from leadgate.people.addresses import MailAddress
from leadgate.people.models import Person


@action
def meet(address: MailAddress, *, key: PersonKey, language: str) -> Person:
    """The person with this proven address: the one already known, or a new one who takes over this key."""
    if known := queries.person_with(address):
        known.last_active = clock.now()
        return known
    new = Person(
        id=key.owner,
        address_index=queries.index_of(address),
        address=key.seal(Person.address, key.owner, address.typed),
        language=language,
        known_since=clock.now(),
        last_active=clock.now(),
    )
    session().add(new)
    session().flush()
    return new


def key_of(person: UUID) -> PersonKey:
    """The key of a person."""
    return installation().vault.key_of(person)
