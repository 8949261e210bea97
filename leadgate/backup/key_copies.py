"""Copies of the wrapped keys, apart from the data they open.

A copy is one folder, named by the moment it was made, with the two tables of keys and their sums. It holds the keys of
whoever was not erased when it was written, whatever backups it is used for: a key never changes, so the newest copy
opens every backup of the same master key, but for those who were erased since.

A folder of copies belongs to the installation that wrote there first. A clone of its data knows the same folder and has
another future: its copies would be the newest, and open nothing of what the first one holds by then.
"""

import json
import shutil
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.engine import Connection

from leadgate.backup import unfinished
from leadgate.backup.checking import sum_of
from leadgate.backup.errors import DamagedBackup, DamagedKeys, KeysOfAnother, NoKeys, OldKeys, WrongMasterKey
from leadgate.foundation import clock
from leadgate.foundation.databases import copying
from leadgate.foundation.files.durable import settled, sync_all, write_durably
from leadgate.foundation.files.notes import SPOILT
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.vault import InstallationKey, Vault, VaultKey
from leadgate.foundation.sql.tables import Base

KEPT_FOR = timedelta(days=14)
"""How long a copy stays beside the newest one. Within so many days of an erasure no copy has the person's key."""
BLANK = {table.__tablename__: table.wrapped.key for table in (InstallationKey, VaultKey)}
"""The column of each table of keys that stands in these copies instead of the data."""
OWNER = "owner.json"
AS_NAMED = "%Y%m%dT%H%M%S.%fZ"


def write(connection: Connection, folder: Path) -> Path:
    """Write a copy of every key there is, and take away those that are old, or that somebody left unfinished.

    Args:
        connection: reads as of one moment (`Database.snapshot`).
        folder: of the copies; made when it is not there.

    Returns:
        The copy.

    Raises:
        KeysOfAnother: it belongs to another installation; nothing was touched.
    """
    if (other := owner_elsewhere(folder)) is not None:
        raise KeysOfAnother(folder, other)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_durably(folder / OWNER, json.dumps({"data": str(_own_place())}).encode())
    now = clock.now()
    made = folder / now.strftime(AS_NAMED)
    with unfinished.draft_of(made) as draft:
        _write_into(draft, connection)
        sync_all(draft)
        with settled(made):
            draft.replace(made)
    for old in [path for path, at in copies(folder) if at < now - KEPT_FOR]:
        shutil.rmtree(old)
    return made


def _write_into(draft: Path, connection: Connection) -> None:
    sums = {}
    for name in BLANK:
        path = draft / f"{name}.jsonl.gz"
        copying.write_table(connection, Base.metadata.tables[name], path)
        sums[path.name] = sum_of(path)
    (draft / "sums.json").write_text(json.dumps(sums))


def owner_elsewhere(folder: Path) -> Path | None:
    """The data folder of the installation a folder of copies belongs to, if that is another one and still there.

    One that is not there any more was moved to where we are, or is gone.

    Args:
        folder: of the copies; one that is not there, or that nobody wrote to since folders have owners, is anybody's.
    """
    try:
        place = Path(json.loads((folder / OWNER).read_text())["data"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return place if place != _own_place() and place.is_dir() else None


def _own_place() -> Path:
    return installation().settings.data_dir.resolve()


def copies(folder: Path) -> Iterator[tuple[Path, datetime]]:
    """The copies in a folder, whole or not, and when they were made, oldest first."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and (at := _made_at(path)):
            yield path, at


def _made_at(copy: Path) -> datetime | None:
    try:
        return datetime.strptime(copy.name, AS_NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None  # one that was not finished, or a folder of somebody else's


def folder_of(named: Path) -> Path:
    """The folder of copies somebody means who names it, or one copy in it."""
    return named.parent if _made_at(named) else named


def newest(named: Path, since: datetime, vault: Vault, until: datetime | None = None) -> Path:
    """The newest copy that is whole; of those the newest that opens here, if any does.

    Args:
        named: the folder of the copies, or the one copy to take.
        since: the moment of the backup: an older copy does not know everybody in it.
        vault: with the master key in use.
        until: older ones are preferred to those made from then on; where it is missing, the newest is the best.

    Raises:
        NoKeys: there is none at all.
        OldKeys: there are older ones only.
        DamagedKeys: none that is new enough is whole.
    """
    one = _made_at(named)
    found = [(named, one)] if one and named.is_dir() else list(copies(named))
    fresh = sorted((until is None or at < until, at, path) for path, at in found if at >= since)
    if whole := [path for _wanted, _at, path in reversed(fresh) if is_whole(path)]:
        return next((copy for copy in whole if _opens(copy, vault)), whole[0])
    if fresh:
        raise DamagedKeys(named)
    raise OldKeys(named) if found else NoKeys(named)


def is_whole(copy: Path) -> bool:
    """Whether every file of a copy is there, and as it was written."""
    try:
        sums = json.loads((copy / "sums.json").read_text())
        return all(sums[path.name] == sum_of(path) for path in (copy / f"{name}.jsonl.gz" for name in BLANK))
    except (OSError, *SPOILT):
        return False


def _opens(copy: Path, vault: Vault) -> bool:
    table = InstallationKey.__tablename__
    try:
        rows = [row for batch in copying.batches(copy / f"{table}.jsonl.gz") for row in batch]
        return bool([vault.rewrapped(row["wrapped"], row["name"].encode()) for row in rows])
    except (OSError, ValueError, KeyError, Tampered):
        return False


def put_in(connection: Connection, copy: Path, vault: Vault, without: Collection[UUID] = ()) -> None:
    """Put the keys of a copy into the tables that a backup left blank, each wrapped anew before it is written.

    Args:
        connection: writes (`Database.loading`).
        copy: of the keys.
        vault: of the database that is filled.
        without: whose keys are left out.

    Raises:
        DamagedBackup: it cannot be read.
        WrongMasterKey: the vault does not open it.
    """
    for name, blank in BLANK.items():
        table = Base.metadata.tables[name]
        [known], value = table.primary_key.columns, table.c[blank]
        statement = update(table).where(known == bindparam("known")).values({value: bindparam("key")})
        try:
            for batch in copying.batches(copy / f"{name}.jsonl.gz"):
                kept = ((row[known.name], row[value.name]) for row in batch if row[known.name] not in without)
                if rows := [{"known": one, "key": vault.rewrapped(key, _bound_to(one))} for one, key in kept]:
                    connection.execute(statement, rows)
        except Tampered as refusal:
            raise WrongMasterKey from refusal
        except (OSError, ValueError) as trouble:
            raise DamagedBackup(f"{copy} cannot be read. Nothing was touched.") from trouble


def _bound_to(owner: UUID | str) -> bytes:
    """What a wrapped key is bound to: whose it is, or its name."""
    return owner.bytes if isinstance(owner, UUID) else owner.encode()
