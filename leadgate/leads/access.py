"""Who is a lead: everybody who is known, but those whose data may only be kept."""

from uuid import UUID

from leadgate.leads.errors import NoSuchLead
from leadgate.people import queries as people
from leadgate.people.types import PersonRow


def is_lead(person_id: UUID) -> bool:
    """Whether somebody is known by an id whose data may be used."""
    return people.person(person_id) is not None and not people.is_restricted(person_id)


def lead(person_id: UUID) -> PersonRow:
    """The person of an id.

    Raises:
        NoSuchLead: nobody is known by it, or their data may only be kept.
    """
    found = people.person(person_id)
    if found is None or people.is_restricted(person_id):
        raise NoSuchLead
    return found
