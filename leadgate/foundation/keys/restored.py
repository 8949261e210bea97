"""Keys in a database that was made from a backup: some have only their rows, for whoever was erased since."""

from uuid import UUID

from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.foundation.keys.vault import Vault, VaultKey


def blank_keys() -> Select[UUID]:
    """Whose keys have only their rows, for a statement."""
    return select(VaultKey.id).where(VaultKey.wrapped == b"")


def count_opened(vault: Vault) -> int:
    """Open every other key; answers how many that was.

    Args:
        vault: has the master keys.

    Raises:
        Tampered: one of them is not wrapped by a master key that is here.
    """
    rows = session().execute(select(VaultKey.id, VaultKey.wrapped).where(VaultKey.wrapped != b""))
    return sum(vault.opened(owner, wrapped).owner == owner for owner, wrapped in rows)
