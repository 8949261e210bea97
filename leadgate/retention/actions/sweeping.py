"""Sweeping: taking what is due, rule by rule, in batches that each leave a record of how far the sweep is.

A sweep looks for what is due and remembers nothing else, so it can be killed anywhere and begins again where it was.
Two at once are harmless: what one has taken the other does not find. One that would take an unusual share of a table
stops before it begins, and asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from leadgate.consent.actions import lapsing
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import lock_name
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy.retention_rules import RetentionAction
from leadgate.people.queries import everybody
from leadgate.retention.models import Sweep, SweepState
from leadgate.retention.rules import InForce, in_force, rule_named

BATCH_ROWS = 1_000
SMALL = 500
"""Up to so many rows a sweep takes without asking, however large a share they are."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What became of one rule's rows."""

    rule: str
    taken: int
    waits: bool


def sweep(as_of: datetime | None = None, *, unwarned: bool = False, approved: bool = False) -> Iterator[Swept]:
    """Take everything that is due, rule by rule.

    Args:
        as_of: pretend that it is this moment (UTC); now when missing.
        unwarned: take people who were not warned, too: an operator's decision, never the clock's.
        approved: go beyond the caps: likewise.

    Yields:
        What became of each rule, as soon as it is done; a rule is not begun before the one before it was taken.
    """
    for one in in_force():
        yield _sweep_rule(one, as_of or clock.now(), unwarned=unwarned, approved=approved)


def sweep_all() -> None:
    """Take everything that is due now: the clock's part."""
    for _swept in sweep():
        pass


def _sweep_rule(one: InForce, as_of: datetime, *, unwarned: bool, approved: bool) -> Swept:
    if session().execute(_rows(one, as_of, unwarned=unwarned).limit(1)).first() is None:
        return Swept(one.rule.name, 0, waits=False)
    record = _begin(one, as_of, unwarned=unwarned, approved=approved)
    if record is None:
        return Swept(one.rule.name, 0, waits=True)
    taken = 0
    while batch := _take_batch(one, as_of, record, unwarned=unwarned):
        taken += batch
    _end(record)
    return Swept(one.rule.name, taken, waits=False)


def _rows(one: InForce, as_of: datetime, *, unwarned: bool) -> Any:
    return one.due(as_of) if unwarned else one.ready(as_of)


@action
def _begin(one: InForce, as_of: datetime, *, unwarned: bool, approved: bool) -> UUID | None:
    """The record of a sweep that may go on; None while one waits for a human."""
    name = one.rule.name
    lock_name(f"retention/{name}")  # two sweepers share one record: whoever is second finds the first one's
    open_one = session().scalar(select(Sweep).where(Sweep.rule == name, Sweep.state != SweepState.DONE).limit(1))
    if open_one and (open_one.approved_at or open_one.state == SweepState.RUNNING or approved):
        open_one.state, open_one.as_of = SweepState.RUNNING, as_of
        return open_one.id
    waits = not approved and _is_unusual(one, as_of, unwarned=unwarned)
    if open_one is None:
        state = SweepState.WAITING if waits else SweepState.RUNNING
        now, new = clock.now(), new_id()
        add_row(
            Sweep,
            id=new,
            rule=name,
            as_of=as_of,
            state=state,
            started_at=now,
            moved_at=now,
            taken=0,
            approved_by=None,
            approved_at=None,
        )
        return None if waits else new
    if not waits:
        open_one.state = SweepState.RUNNING
    return None if waits else open_one.id


def _is_unusual(one: InForce, as_of: datetime, *, unwarned: bool) -> bool:
    """Whether so large a share of a table is due at once that a wrong rule or a wrong clock is the likelier reason."""
    if one.rule.cap >= 1:
        return False
    some = _rows(one, as_of, unwarned=unwarned).limit(SMALL + 1).subquery()
    if (session().scalar(select(func.count()).select_from(some)) or 0) <= SMALL:
        return False
    most = max(SMALL, int(one.rule.cap * (session().scalar(select(func.count()).select_from(one.rule.table)) or 0)))
    more = _rows(one, as_of, unwarned=unwarned).limit(most + 1).subquery()
    return (session().scalar(select(func.count()).select_from(more)) or 0) > most


@action
def _take_batch(one: InForce, as_of: datetime, record: UUID, *, unwarned: bool) -> int:
    due = session().execute(_rows(one, as_of, unwarned=unwarned).limit(BATCH_ROWS)).all()
    if due:
        taken = _take(one, as_of, [row[0] for row in due], [row[1] for row in due])
        moved = {"taken": Sweep.taken + taken, "moved_at": clock.now()}
        session().execute(update(Sweep).where(Sweep.id == record).values(moved))
    return len(due)


def _take(one: InForce, as_of: datetime, keys: Sequence[Any], people: Sequence[UUID]) -> int:
    match one.rule.does:
        case RetentionAction.ERASE_PERSON:
            erasing.erase(*people, why=Why.RETENTION)
        case RetentionAction.LAPSE_CONSENT:
            lapsing.lapse(people, one.rule.where)
        case RetentionAction.END_BELONGING:
            assert one.rule.belonging
            one.rule.belonging.end(keys)
        case RetentionAction.DELETE if one.rule.mark.key_dies:
            session().execute(delete(VaultKey).where(VaultKey.id.in_(keys)))
        case RetentionAction.DELETE:
            key = next(iter(one.rule.table.primary_key.columns))
            session().execute(delete(one.rule.table).where(key.in_(keys), *one.rule.over(as_of, one.lifetime)))
            if one.rule.mark.own_key or one.rule.mark.key == "id":  # its texts may lie under a key that bears its id
                nobodys = VaultKey.id.not_in(everybody())
                session().execute(delete(VaultKey).where(VaultKey.id.in_(keys), nobodys))
    return len(keys)


@action
def _end(record: UUID) -> None:
    session().execute(update(Sweep).where(Sweep.id == record).values(state=SweepState.DONE, moved_at=clock.now()))


@action
def approve(rule: str, *, by: UUID | None) -> None:
    """Let a sweep that waits take what it found, this once.

    Args:
        rule: its name.
        by: the officer; None on the command line.

    Raises:
        NotFound: no rule of that name.
    """
    rule_named(rule)
    waiting = update(Sweep).where(Sweep.rule == rule, Sweep.state == SweepState.WAITING)
    session().execute(waiting.values(approved_by=by, approved_at=clock.now()))
    audit.record("retention:approve", actor=by)
