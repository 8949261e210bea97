"""Reminding: while the 72 hours run, the officers hear of it; once they are over, every six hours."""

from leadgate.foundation import clock
from leadgate.foundation.db import action
from leadgate.foundation.mail.letters import put_letter
from leadgate.incidents import standing
from leadgate.incidents.models import Incident
from leadgate.incidents.queries import open_incidents
from leadgate.staff.queries import officers

HOURS_BEFORE = (48, 24, 12, 6, 2)


@action
def remind_officers() -> int:
    """Write to every officer about incidents the authority has to hear of; answers how many those are."""
    running = [(one, step) for one in open_incidents() if (step := _step(one))]
    told = officers() if running else []
    for incident, step in running:
        for officer in told:
            single = f"{incident.id}/{officer.id}/{step}"
            put_letter("incidents/clock", single, incident=incident.id, officer=officer.id)
    return len(running)


def _step(one: Incident) -> str | None:
    if one.authority_told_at or not standing.authority_must_hear(one):
        return None
    if standing.is_late(one):
        return f"late-{clock.now():%m%d}-{clock.now().hour // 6}"
    hours = standing.left(one).total_seconds() / 3600
    return next((f"{step}h" for step in reversed(HOURS_BEFORE) if hours <= step), None)
