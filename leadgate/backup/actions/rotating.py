"""Rotating the master key while everything runs: a new one is added, every key is wrapped anew, the old one goes.

Only the small wrapped keys change; nothing that is sealed is touched. Other processes notice the new key by its file
before they wrap or fail to unwrap. The old key stays readable until nothing is wrapped by it and every act that may
have begun before has ended.
"""

import secrets
from pathlib import Path

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from leadgate.foundation.db import action, session
from leadgate.foundation.files.durable import write_durably
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import InstallationKey, VaultKey

BATCH_KEYS = 1_000


def add_master(key_file: Path) -> None:
    """Put a new master key first into the file; whatever is there stays behind it for reading.

    That is one as a rule, and more after a rotation that was cut short: something may be wrapped by each of them.
    """
    keys = [secrets.token_hex(32), *key_file.read_text().split(), ""]
    write_durably(key_file, "\n".join(keys).encode())


def drop_old_master(key_file: Path) -> None:
    """Leave only the newest master key in the file."""
    write_durably(key_file, f"{key_file.read_text().split()[0]}\n".encode())


def rewrap_all() -> int:
    """Wrap anew, batch by batch, what the newest master key does not wrap yet; answers how many keys that was."""
    rewrapped = 0
    while batch := _rewrap_batch():
        rewrapped += batch
    return rewrapped


def left() -> int:
    """How many keys an older master key still wraps."""
    return session().scalar(select(func.count()).select_from(VaultKey).where(_is_old(VaultKey.wrapped))) or 0


@action
def _rewrap_batch() -> int:
    vault, done = installation().vault, 0
    for own in session().scalars(select(InstallationKey)).all():
        if not own.wrapped.startswith(vault.newest_mark):
            own.wrapped = vault.rewrapped(own.wrapped, own.name.encode())
            done += 1
    old = session().execute(select(VaultKey.id, VaultKey.wrapped).where(_is_old(VaultKey.wrapped)).limit(BATCH_KEYS))
    for owner, wrapped in old.all():
        # Only if it is still the same: a key that was destroyed meanwhile is not written again.
        same = update(VaultKey).where(VaultKey.id == owner, VaultKey.wrapped == wrapped)
        session().execute(same.values(wrapped=vault.rewrapped(wrapped, owner.bytes)))
        done += 1
    return done


def _is_old(wrapped: InstrumentedAttribute[bytes]) -> ColumnElement[bool]:
    mark = installation().vault.newest_mark
    return func.substr(wrapped, 1, len(mark)) != mark
