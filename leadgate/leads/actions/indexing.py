"""Indexing how people came: away from the moment they do, by the grants that were made or filled in since."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.assets import queries as assets
from leadgate.assets.queries import ConfirmedLead
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import id_at
from leadgate.leads.facets import reason_index, source_index
from leadgate.leads.models import LeadOrigin

FILLED_IN_WITHIN = timedelta(days=3)
"""A grant can be made before its answers are proven, for as long as a link lasts; so the newest are read again."""


def index_new() -> int:
    """Index what came since, and once more what could have been filled in; answers how many grants were read."""
    after, read = _begin(), 0
    while found := _index_after(after):
        after, read = found[-1], read + len(found)
    return read


def _begin() -> UUID:
    last = session().scalar(select(LeadOrigin.grant_id).order_by(LeadOrigin.grant_id.desc()).limit(1)) or UUID(int=0)
    return min(last, id_at(clock.now() - FILLED_IN_WITHIN, bytes(10)))


@action
def _index_after(grant: UUID) -> list[UUID]:
    found = assets.confirmed_after(grant)
    new = upsert(LeadOrigin)
    kept = {"source_index": new.excluded.source_index, "reason_index": new.excluded.reason_index}
    if found:
        rows = [_indexed(one) for one in found]
        session().execute(new.on_conflict_do_update(index_elements=[LeadOrigin.grant_id], set_=kept), rows)
    return [one.grant_id for one in found]


def _indexed(one: ConfirmedLead) -> dict[str, object]:
    source, reason = one.said.get("source", ""), one.said.get("motivation", "")
    indexes = {"source_index": source_index(source), "reason_index": reason_index(reason)}
    return {"grant_id": one.grant_id, "person_id": one.person_id, **indexes}
