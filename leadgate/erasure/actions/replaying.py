"""Replaying: after a restore, everybody the journal names is erased again before anybody can enter."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.erasure.actions.erasing import note_whom, write_down
from leadgate.erasure.journal import Entry
from leadgate.erasure.models import ErasureStep
from leadgate.erasure.types import KEPT, Why
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.restored import blank_keys
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy.erasure_engine import erase_rows_of, kin_of, unname_in
from leadgate.people.actions.burying import bury
from leadgate.people.queries import id_with, people_of, stones
from leadgate.people.queries import without_key as keyless
from leadgate.people.types import Stone
from leadgate.standing.actions import binding
from leadgate.standing.actions.binding import STANDING

TOGETHER = 200


def without_key(made_at: datetime) -> list[Entry]:
    """Whoever was erased after a backup was made, as far as the keys say so: they are not there any more.

    Keys do not say when. It was after the backup, and a list of erasures that knows better bears a later moment. Were
    it now, whoever has come back since their erasure would be gone for good with a backup that has them again.

    Args:
        made_at: the moment of the backup, in UTC.
    """
    erasure, laid = new_id(), {one.address_index: one.since for one in sorted(stones(), key=lambda one: one.since)}
    after = timedelta(microseconds=1)  # whoever is here without a key is later than any stone of theirs in the backup
    return [
        Entry(person, index, erasure, max(made_at, laid.get(index, made_at) + after), Why.RESTORE)
        for person, index in keyless().items()
    ]


@action
def drop_blank_keys() -> None:
    """Take away what hangs on keys that are not there any more and are no person's: requests that waited."""
    session().execute(delete(VaultKey).where(VaultKey.id.in_(blank_keys())))


def replay(entries: Iterable[Entry]) -> int:
    """Erase again whoever a journal names and this database does not know to be erased.

    Returns:
        How many people this database has lost by it: of who came after the backup only a stone is laid.
    """
    unknown = missing(list(entries))
    return sum(_erase_again(unknown[at : at + TOGETHER]) for at in range(0, len(unknown), TOGETHER))


def count_people(entries: Iterable[Entry]) -> int:
    """How many people these are: one is written down in several places, and again after every restore."""
    return len({_whose(one.address_index, one.stone) for one in entries})


def count_here(entries: list[Entry]) -> int:
    """How many of these people this database has."""
    return len(people_of(_named(entries)))


def missing(entries: list[Entry]) -> list[Entry]:
    """Of each address the newest erasure, where this database knows of none so late: it may be older than that."""
    known = {_whose(one.address_index, one.id): one.since for one in sorted(stones(), key=lambda one: one.since)}
    newest = {_whose(one.address_index, one.stone): one for one in sorted(entries, key=lambda one: one.since)}
    return [one for whose, one in newest.items() if whose not in known or known[whose] < one.since]


def _whose(address_index: bytes | None, stone: UUID) -> bytes:
    return address_index or stone.bytes


@action
def _erase_again(entries: list[Entry]) -> int:
    erasure, now, here = new_id(), clock.now(), count_here(entries)
    write_down(erasure, Why.RESTORE, now, people=here)
    bury(Stone(new_id(), one.address_index, erasure, one.since) for one in entries)
    people, kin = _owners(entries)
    moments = {one.address_index: one.since for one in entries if one.address_index}
    outlived = binding.outlive({one.id: one.address_index for one in people_of(people)}, set(moments), moments)
    note_whom(erasure, people)
    steps = {f"rows: {table}": count for table, count in erase_rows_of(*people, *kin).items()}
    unname_in([*people, *kin])
    if outlived:
        steps[f"{KEPT}{STANDING}"] = outlived
    for name, count in steps.items():
        add_row(ErasureStep, erasure_id=erasure, name=name, at=now, count=count)
    audit.record("erasure:restore", actor=None, subject=erasure)
    outbox.add_new("erasure.finish", {"erasure": erasure}, key=f"erasure.finish/{erasure}")
    return here


def _owners(entries: list[Entry]) -> tuple[set[UUID], set[UUID]]:
    """Whom the entries name, and whose keys belong to their addresses besides."""
    people = _named(entries)
    return people, kin_of([one.address_index for one in entries if one.address_index]) - people


def _named(entries: list[Entry]) -> set[UUID]:
    indexes = [one.address_index for one in entries if one.address_index]
    # In a journal from before stones had ids of their own it is the person's, who may have had another address then.
    return {person for index in indexes if (person := id_with(index))} | {one.stone for one in entries}
