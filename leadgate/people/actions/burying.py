"""Burying: what stays of people who are erased, so that no backup and no import brings them back."""

from collections.abc import Collection, Iterable
from uuid import UUID

from leadgate.foundation.databases.locking import lock
from leadgate.foundation.db import action, add_rows
from leadgate.foundation.sql.tables import row_of
from leadgate.people.models import Person, Tombstone
from leadgate.people.types import Stone


@action
def lock_people(person_ids: Collection[UUID]) -> None:
    """Let whoever else ends or keeps these people wait until the act at work ends.

    Args:
        person_ids: their ids; those who are gone do no harm.
    """
    lock(Person, *person_ids)


@action
def bury(stones: Iterable[Stone]) -> None:
    """Lay a stone for each; that ends nothing by itself, which is the part of whoever erases."""
    rows = (
        row_of(
            Tombstone,
            id=one.id,
            address_index=one.address_index,
            erasure=one.erasure,
            since=one.since,
            lifted_at=None,
        )
        for one in stones
    )
    add_rows(Tombstone, rows)
