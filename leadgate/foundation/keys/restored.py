"""Keys in a database that was made from a backup: some have only their rows, for whoever was erased since."""

from uuid import UUID

from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey


def blank_keys() -> Select[UUID]:
    """Whose keys have only their rows, for a statement."""
    return select(VaultKey.id).where(VaultKey.wrapped == b"")


def count_opened() -> int:
    """Open every other key; answers how many that was.

    Raises:
        Tampered: one of them is not wrapped by a master key that is here.
    """
    rows = session().execute(select(VaultKey.id, VaultKey.wrapped).where(VaultKey.wrapped != b""))
    return sum(installation().vault.opened(owner, wrapped).owner == owner for owner, wrapped in rows)
