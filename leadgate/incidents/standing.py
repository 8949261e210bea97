"""How an incident stands: how much of the 72 hours is left, and who has to hear of it."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.incidents.models import AUTHORITY_HOURS, Incident, Risk


def left(incident: Incident) -> timedelta:
    """What is left of the time to tell the authority (GDPR art. 33(1)); negative once it is over."""
    return incident.aware_at + AUTHORITY_HOURS - clock.now()


def is_late(incident: Incident) -> bool:
    """Whether the time is over and the authority, who has to be told, was not."""
    return authority_must_hear(incident) and incident.authority_told_at is None and left(incident) <= timedelta(0)


def authority_must_hear(incident: Incident) -> bool:
    """Whether the authority has to be told: unless a risk to people is unlikely (GDPR art. 33(1))."""
    return incident.risk != Risk.NONE


def people_must_hear(incident: Incident) -> bool:
    """Whether the people concerned have to be told: a high risk, and data that could be read (art. 34(1), (3)(a))."""
    return incident.risk == Risk.HIGH and incident.readable
