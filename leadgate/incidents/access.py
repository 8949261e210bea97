"""Which incident or alert a number names, for the officer."""

from uuid import UUID

from leadgate.foundation.errors import NotFound
from leadgate.incidents import queries
from leadgate.incidents.models import Alert, Incident


def incident_with(number: UUID) -> Incident:
    """The incident of that number.

    Raises:
        NotFound
    """
    found = queries.incident(number)
    if found is None:
        raise NotFound
    return found


def alert_with(number: UUID) -> Alert:
    """The alert of that number.

    Raises:
        NotFound
    """
    found = queries.alert(number)
    if found is None:
        raise NotFound
    return found
