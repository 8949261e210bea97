"""What leads put on the pages all staff have: a person is found by the whole address."""

from collections.abc import Sequence
from uuid import UUID

from leadgate.foundation.house.staff_pages import Finder, FoundThing
from leadgate.foundation.mail.addresses import NotAnAddress, parsed
from leadgate.foundation.words import text as _
from leadgate.leads.errors import NobodyHasAddress
from leadgate.leads.room import PERSON_LOOK
from leadgate.people import queries as people


def whose(typed: str) -> UUID:
    """The id of the lead who has an address.

    Raises:
        NobodyHasAddress: nobody is known by it, or their data may only be kept.
    """
    try:
        person = people.person_with(parsed(typed))
    except NotAnAddress as no_address:
        raise NobodyHasAddress from no_address
    if person is None or people.is_restricted(person.id):
        raise NobodyHasAddress
    return person.id


def _found(typed: str) -> Sequence[FoundThing]:
    try:
        person = whose(typed)
    except NobodyHasAddress:
        return []
    return [FoundThing(typed.strip(), {"person_id": person}, person=person)]


LEADS = Finder(_("Leads"), "leads_studio_person.person", _found, PERSON_LOOK)
