"""The register of incidents (GDPR art. 33(5)): opened, completed as more is known, and closed when all is done."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked_one
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.incidents.actions import alerting
from leadgate.incidents.errors import AuthorityNotTold, ClosedAlready, NotAssessed, PeopleNotTold, RemarkNeeded
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Incident, IncidentStep, IncidentStepKind, Risk
from leadgate.incidents.standing import people_must_hear


@action
def open_incident(facts: Facts, *, by: UUID, alert: UUID | None = None) -> UUID:
    """Begin an incident, perhaps from an alert; whom it concerns is worked out by the outbox.

    Args:
        facts: what is known by now; its moments are in UTC.
        by: the officer.
        alert: which it begins with; closed with it.

    Returns:
        The incident's id.

    Raises:
        ClosedAlready: somebody has dealt with the alert already.
    """
    new = new_id()
    session().add(Incident(id=new, **_columns(facts)))
    session().flush()
    note(new, IncidentStepKind.OPENED, by=by)
    if alert:
        alerting.close(alert, "", by=by, incident=new)
    work_out_again(new)
    return new


@action
def complete(incident_id: UUID, facts: Facts, *, by: UUID) -> None:
    """Write down what is known by now; whom it concerns is worked out again.

    Args:
        incident_id: of an incident that is there.
        facts: all that is known; its moments are in UTC.
        by: the officer.

    Raises:
        ClosedAlready: it is closed.
    """
    row = open_one(incident_id)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    note(incident_id, IncidentStepKind.COMPLETED, by=by)
    work_out_again(incident_id)


def _columns(facts: Facts) -> dict[str, Any]:
    columns = asdict(facts)
    return {**columns, "kinds": list(facts.kinds), "accounts": [str(one) for one in facts.accounts]}


def work_out_again(incident_id: UUID) -> None:
    """Have it worked out whom an incident concerns; the page says when that is done."""
    session().get_one(Incident, incident_id).computed_at = None
    outbox.add_new("incidents.affected", {"incident": incident_id}, key=f"incidents.affected/{new_id()}")


@action
def remark(incident_id: UUID, text: str, *, by: UUID) -> None:
    """Write something down in an incident's history.

    Args:
        incident_id: of an incident that is there.
        text: in the officer's words.
        by: the officer.

    Raises:
        RemarkNeeded: there are no words.
        ClosedAlready: it is closed.
    """
    if not text.strip():
        raise RemarkNeeded
    open_one(incident_id)
    note(incident_id, IncidentStepKind.REMARK, by=by, text=text)


@action
def close(incident_id: UUID, *, by: UUID) -> None:
    """End an incident once everybody who has to hear of it has.

    Args:
        incident_id: of an incident that is there.
        by: the officer.

    Raises:
        NotAssessed: nobody has judged the risk yet.
        AuthorityNotTold: there is a risk, and the authority has not been told (GDPR art. 33).
        PeopleNotTold: the risk is high, and the people concerned have not been told (art. 34).
        ClosedAlready: it is closed.
    """
    row = open_one(incident_id)
    if row.risk == Risk.UNKNOWN:
        raise NotAssessed
    if row.risk != Risk.NONE and row.authority_told_at is None:
        raise AuthorityNotTold
    if people_must_hear(row) and row.people_told_at is None:
        raise PeopleNotTold
    row.closed_at = clock.now()
    note(incident_id, IncidentStepKind.CLOSED, by=by)


def open_one(incident_id: UUID) -> Incident:
    """An incident that is not closed.

    Raises:
        ClosedAlready: it is closed.
    """
    row = locked_one(Incident, incident_id)
    if row.closed_at:
        raise ClosedAlready
    return row


def note(incident_id: UUID, what: IncidentStepKind, *, by: UUID | None, text: str = "") -> None:
    """Add a step to an incident's history.

    Args:
        incident_id: the incident's id.
        what: the kind of step.
        by: the officer; None for the machine.
        text: what belongs to it: a remark, the text the authority was told, how many people.
    """
    add_row(IncidentStep, id=new_id(), incident_id=incident_id, at=clock.now(), by=by, what=what, text=text)
    audit.record(f"incident:{what}", actor=by, subject=incident_id)
