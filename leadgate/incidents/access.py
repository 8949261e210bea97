"""Which incident or alert a number names, for the officer."""

from uuid import UUID

from leadgate.foundation.errors import NotFound
from leadgate.incidents import queries
from leadgate.incidents.models import Alert, Incident


def incident_with(incident_id: UUID) -> Incident:
    """The incident of that number.

    Raises:
        NotFound
    """
    found = queries.incident(incident_id)
    if found is None:
        raise NotFound
    return found


def alert_with(alert_id: UUID) -> Alert:
    """The alert of that number.

    Raises:
        NotFound
    """
    found = queries.alert(alert_id)
    if found is None:
        raise NotFound
    return found
