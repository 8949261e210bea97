"""Replaying: after a restore, everybody the journal names is erased again before anybody can enter."""

from collections.abc import Iterable
from uuid import UUID

from leadgate.erasure.actions.erasing import note_whom, write_down
from leadgate.erasure.journal import Entry
from leadgate.erasure.models import ErasureStep
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row
from leadgate.foundation.ids import new_id
from leadgate.foundation.privacy.erasure_engine import erase_rows_of, kin_of, unname_in
from leadgate.people.actions.burying import bury
from leadgate.people.queries import id_with, stones
from leadgate.people.types import Stone

TOGETHER = 200


def replay(entries: Iterable[Entry]) -> int:
    """Erase again whoever a journal names and this database does not know to be erased; answers how many that was."""
    missing = _missing(list(entries))
    for at in range(0, len(missing), TOGETHER):
        _erase_again(missing[at : at + TOGETHER])
    return len(missing)


def _missing(entries: list[Entry]) -> list[Entry]:
    """Of each address the newest erasure, where this database knows of none so late: it may be older than that."""
    known = {_whose(one.address_index, one.id): one.since for one in sorted(stones(), key=lambda one: one.since)}
    newest = {_whose(one.address_index, one.stone): one for one in sorted(entries, key=lambda one: one.since)}
    return [one for whose, one in newest.items() if whose not in known or known[whose] < one.since]


def _whose(address_index: bytes | None, stone: UUID) -> bytes:
    return address_index or stone.bytes


@action
def _erase_again(entries: list[Entry]) -> None:
    erasure, now = new_id(), clock.now()
    write_down(erasure, Why.RESTORE, now, people=len(entries))
    bury(Stone(new_id(), one.address_index, erasure, one.since) for one in entries)
    people, kin = _owners(entries)
    note_whom(erasure, people)
    gone = erase_rows_of(*people, *kin)
    unname_in([*people, *kin])
    for table, count in gone.items():
        add_row(ErasureStep, erasure_id=erasure, name=f"rows: {table}", at=now, count=count)
    audit.record("erasure:restore", actor=None, subject=erasure)
    outbox.add_new("erasure.finish", {"erasure": erasure}, key=f"erasure.finish/{erasure}")


def _owners(entries: list[Entry]) -> tuple[set[UUID], set[UUID]]:
    """Whom the entries name, and whose keys belong to their addresses besides."""
    indexes = [one.address_index for one in entries if one.address_index]
    # In a journal from before stones had ids of their own it is the person's, who may have had another address then.
    people = {person for index in indexes if (person := id_with(index))} | {one.stone for one in entries}
    return people, kin_of(indexes) - people
