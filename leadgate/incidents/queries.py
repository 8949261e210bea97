"""Reading the register: what waits, one incident with its steps and figures, the honey records."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select

from leadgate.foundation.db import session
from leadgate.incidents.models import Affected, Alert, HoneyRecord, Incident, IncidentStep, Scope
from leadgate.ledger import queries as ledger
from leadgate.people import queries as people
from leadgate.staff import queries as staff

SHOWN_MOST = 100


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """How many people an incident concerns, how many were told, and at what accounts looked."""

    affected: int
    told: int
    looks: dict[str, int]


def open_alerts() -> Sequence[Alert]:
    """What rules noticed and nobody has looked at, newest first."""
    waiting = select(Alert).where(Alert.closed_at.is_(None)).order_by(Alert.at.desc())
    return session().scalars(waiting.limit(SHOWN_MOST)).all()


def alert(alert_id: UUID) -> Alert | None:
    """An alert, open or closed; None when there is none of that id."""
    return session().get(Alert, alert_id)


def open_incidents() -> Sequence[Incident]:
    """Incidents that are not closed, the one whose time ends first at the top."""
    return session().scalars(select(Incident).where(Incident.closed_at.is_(None)).order_by(Incident.aware_at)).all()


def closed_incidents() -> Sequence[Incident]:
    """The rest of the register, newest first."""
    closed = select(Incident).where(Incident.closed_at.is_not(None)).order_by(Incident.closed_at.desc())
    return session().scalars(closed.limit(SHOWN_MOST)).all()


def incident(incident_id: UUID) -> Incident | None:
    """An incident, open or closed; None when there is none of that id."""
    return session().get(Incident, incident_id)


def steps_of(incident_id: UUID) -> Sequence[IncidentStep]:
    """What was done about an incident, oldest first."""
    steps = select(IncidentStep).where(IncidentStep.incident_id == incident_id).order_by(IncidentStep.id)
    return session().scalars(steps).all()


def figures_of(row: Incident) -> IncidentFigures:
    """The figures of an incident, as far as they are worked out."""
    counts = select(func.count(), func.count(Affected.told_at)).where(Affected.incident_id == row.id)
    affected, told = session().execute(counts).one()
    by_looks = row.scope == Scope.LOOKS
    accounts = [UUID(one) for one in row.accounts]
    looks = ledger.looks_by_kind(row.happened_from, row.happened_until, accounts) if by_looks else {}
    return IncidentFigures(affected, told, looks)


def planted() -> Select[UUID]:
    """The people of honey records, for a statement that leaves them out: a list of everybody does not touch them."""
    return select(HoneyRecord.person_id)


def honey() -> list[tuple[HoneyRecord, str]]:
    """The honey records with their addresses, oldest first."""
    rows = session().scalars(select(HoneyRecord).order_by(HoneyRecord.planted_at)).all()
    return [(row, people.address_of(row.person_id)) for row in rows if people.person(row.person_id)]


def staff_names() -> dict[str, str]:
    """Accounts and their addresses, to name them by."""
    return {str(one.id): one.email for one in staff.accounts()}
