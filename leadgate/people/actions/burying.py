"""Burying: what stays of people who are erased, so that no backup and no import brings them back."""

from collections.abc import Iterable

from leadgate.foundation.db import action, add_rows
from leadgate.foundation.sql.tables import row_of
from leadgate.people.models import Tombstone
from leadgate.people.types import Stone


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
