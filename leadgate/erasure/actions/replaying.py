"""Replaying: after a restore, everybody the journal names is erased again before anybody can enter."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete

from leadgate.erasure.actions.erasing import write_down
from leadgate.erasure.journal import Entry
from leadgate.erasure.models import ErasureStep
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.restored import blank_keys
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy.erasure_engine import erase_rows_of, kin_of
from leadgate.people import queries as people
from leadgate.people.actions.burying import bury
from leadgate.people.queries import stones
from leadgate.people.types import Stone
from leadgate.standing.actions import binding

TOGETHER = 200


def without_key() -> list[Entry]:
    """Whoever was erased after a backup was made, as far as the keys say so: they are not there any more."""
    erasure, now = new_id(), clock.now()
    return [Entry(person, index, erasure, now, Why.RESTORE) for person, index in people.without_key().items()]


@action
def drop_blank_keys() -> None:
    """Take away what hangs on keys that are not there any more and are no person's: requests that waited."""
    session().execute(delete(VaultKey).where(VaultKey.id.in_(blank_keys())))


def replay(entries: Iterable[Entry]) -> int:
    """Erase again whoever a journal names and this database does not know to be erased; answers how many that was."""
    missing = _missing(list(entries))
    for at in range(0, len(missing), TOGETHER):
        _erase_again(missing[at : at + TOGETHER])
    return len(missing)


def _missing(entries: list[Entry]) -> list[Entry]:
    known = {one.person_id for one in stones()}
    return list({one.person: one for one in entries if one.person not in known}.values())


@action
def _erase_again(entries: list[Entry]) -> None:
    erasure, now = new_id(), clock.now()
    write_down(erasure, Why.RESTORE, now, people=len(entries))
    stones = [Stone(one.person, one.address_index, erasure, one.since) for one in entries]
    bury(stones)
    binding.outlive(stones, [one.address_index for one in entries if one.address_index])
    gone = erase_rows_of(*_owners(entries))
    for table, count in gone.items():
        add_row(ErasureStep, erasure_id=erasure, name=f"rows: {table}", at=now, count=count)
    audit.record("erasure:restore", actor=None, subject=erasure)
    outbox.add_new("erasure.finish", {"erasure": erasure}, key=f"erasure.finish/{erasure}")


def _owners(entries: list[Entry]) -> set[UUID]:
    return {one.person for one in entries} | kin_of([one.address_index for one in entries if one.address_index])
