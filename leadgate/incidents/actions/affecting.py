"""Whom an incident concerns, computed: from the signed log of looks, or everybody there is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, exists, insert, literal, null, select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.incidents.models import Affected, HoneyRecord, Incident, Scope
from leadgate.ledger import queries as ledger
from leadgate.people.queries import everybody


@action
def work_out(incident: str) -> None:
    """Find the people an incident concerns; those who were told already stay in any case."""
    row = session().get_one(Incident, UUID(incident))
    mine = Affected.incident_id == row.id
    session().execute(delete(Affected).where(mine, Affected.told_at.is_(None)))
    if row.scope != Scope.NOBODY:
        whom = concerned(row).subquery()
        columns = select(whom.c[0], literal(row.id), literal(clock.now(), Affected.found_at.type), null())
        known = exists().where(Affected.person_id == whom.c[0], mine)
        # Requests by people who are not known here, and people erased since, have no key to be written to with.
        living = exists().where(VaultKey.id == whom.c[0]) & whom.c[0].in_(everybody())
        not_honey = ~exists().where(HoneyRecord.person_id == whom.c[0])
        into = insert(Affected).from_select(
            ["person_id", "incident_id", "found_at", "told_at"], columns.where(living, not_honey, ~known)
        )
        session().execute(into)
    row.computed_at = clock.now()


def concerned(row: Incident) -> Select[UUID]:
    """The query for the ids of the people an incident concerns."""
    if row.scope == Scope.EVERYBODY:
        until: datetime = row.happened_until or clock.now()
        return everybody(until)
    accounts = [UUID(one) for one in row.accounts]
    return ledger.looked_at(row.happened_from, row.happened_until, accounts)
