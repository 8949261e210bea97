"""Whom an incident concerns, computed: from the signed log of looks, or everybody there is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Subquery, delete, exists, insert, literal, null, select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.incidents.models import Affected, HoneyRecord, Incident, Scope
from leadgate.ledger import queries as ledger
from leadgate.people.queries import everybody, everybody_of

AT_ONCE = 1_000


@action
def work_out(incident: str) -> None:
    """Find the people an incident concerns; those who were told already stay in any case."""
    row = session().get_one(Incident, UUID(incident))
    looked_at = _looked_at(row)
    mine = Affected.incident_id == row.id
    session().execute(delete(Affected).where(mine, Affected.told_at.is_(None)))
    if row.scope != Scope.NOBODY:
        for whom in _concerned(row, looked_at):
            _add(row.id, whom.subquery())
    row.computed_at = clock.now()


def _add(incident: UUID, whom: Subquery) -> None:
    columns = select(whom.c[0], literal(incident), literal(clock.now(), Affected.found_at.type), null())
    known = exists().where(Affected.person_id == whom.c[0], Affected.incident_id == incident)
    # People whose key is gone cannot be written to any more.
    living = exists().where(VaultKey.id == whom.c[0])
    not_honey = ~exists().where(HoneyRecord.person_id == whom.c[0])
    into = insert(Affected).from_select(
        ["person_id", "incident_id", "found_at", "told_at"], columns.where(living, not_honey, ~known)
    )
    session().execute(into)


def _looked_at(row: Incident) -> list[UUID]:
    """Whom the accounts of an incident looked at: opens keys, so before anything is written."""
    if row.scope != Scope.LOOKS:
        return []
    accounts = [UUID(one) for one in row.accounts]
    return sorted(ledger.looked_at(row.happened_from, row.happened_until, accounts))


def _concerned(row: Incident, looked_at: Sequence[UUID]) -> Iterator[Select[UUID]]:
    """Statements of the ids of the people an incident concerns; requests by people who are not known here are not."""
    if row.scope == Scope.EVERYBODY:
        until: datetime = row.happened_until or clock.now()
        yield everybody(until)
    for at in range(0, len(looked_at), AT_ONCE):
        yield everybody_of(looked_at[at : at + AT_ONCE])
