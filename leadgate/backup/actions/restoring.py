"""Restoring: built beside, brought up to what happened since, verified, and only then swapped in."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError

from leadgate.backup import key_copies, left_behind
from leadgate.backup.actions import finishing
from leadgate.backup.actions.noting import know_again
from leadgate.backup.beside import beside
from leadgate.backup.errors import DamagedBackup, WrongMasterKey
from leadgate.backup.known_now import KnownNow, erased, erased_then, known_now, spoilt
from leadgate.consent.actions import replaying as withdrawals
from leadgate.erasure.actions import certifying, replaying
from leadgate.foundation.background import outbox, progress
from leadgate.foundation.databases import copying, migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.files.store_errors import StorageFull, StoreSilent
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.restored import count_opened
from leadgate.foundation.keys.vault import Vault
from leadgate.foundation.utc import moment_of
from leadgate.ledger.actions import sealing
from leadgate.ledger.verification import verify
from leadgate.people.actions import signing_in as people
from leadgate.staff.actions import replaying as staff
from leadgate.standing.actions import replaying as standing


class Restored(TypedDict):
    """What a restore did, by words for people and programs."""

    restored_to: str
    erased_again: int
    withdrawn_again: int
    standing_again: int
    staff_again: int | None
    """None where what happened to the staff is not known."""
    owners_without_way_in: list[str]
    unreadable_notes: int
    spoilt_notes: list[str]
    files: int
    erasures_known: int
    known_beside: int
    finished: bool
    """False where something is left to whoever comes next, which the log says."""


def put_back(folder: Path, manifest: dict[str, Any], keys: Path | None = None) -> Restored:
    """Build the database of a backup beside the one in use, bring it up to what happened since, and swap the two.

    Args:
        folder: of the backup.
        manifest: its own, checked.
        keys: the folder of the copies of keys; where they were put when it is not said.

    Returns:
        What was done.

    Raises:
        NoKeys, OldKeys, DamagedKeys: there is no copy of the keys, or none that is new enough and whole; nothing was
            touched.
        WrongMasterKey, DamagedBackup: it cannot be read, or is not what it says; nothing was touched.
        StorageFull: there is no room for its files; nothing was touched.
        EndedInPlace: told to end when the swap was done.
    """
    finish_before()
    known = known_now(folder, manifest, keys)
    with beside() as (ready, swap):
        _fill(ready, folder, manifest, keys)
        mark = finishing.mark_of(manifest)
        with ready.opened():
            told = _brought_up_to_date(known, manifest)
            finishing.record(mark)
            ready.database.checkpoint()
        forget_what_was_read()  # of the database that goes: whoever read on would read what is not there any more
        with finishing.intended(mark, folder):
            swap()
    with suppress(outbox.Postponed, certifying.StillThere, StoreSilent, StorageFull):  # the worker goes on with it
        certifying.finish_all()
    return {**told, "finished": not finishing.left()}


def finish_before() -> None:
    """Finish what an earlier restore has left, as far as the database in use can be read: it may be the reason."""
    with suppress(Exception):
        finishing.finish_left()


def _brought_up_to_date(known: KnownNow, manifest: dict[str, Any]) -> Restored:
    """Have the database at work, which was filled from a backup, know what happened since."""
    listed = [*known.erased, *known.erased_then]
    again = replaying.replay([*listed, *replaying.without_key(_moment(manifest))])
    replaying.drop_blank_keys()
    stopped, stands = withdrawals.replay(known.withdrawn), standing.replay(known.stands)
    _check_ledger(manifest)
    sealing.seal_all()  # what was recorded while the backup was made
    know_again(known.backups)
    return {
        "restored_to": manifest["at"],
        "erased_again": again,
        "withdrawn_again": stopped,
        "standing_again": stands,
        "staff_again": _shut_doors(known),
        "owners_without_way_in": staff.owners_without_way_in(),
        "unreadable_notes": known.unreadable,
        "spoilt_notes": known.spoilt,
        "files": len(manifest["files"]),
        "erasures_known": replaying.count_people(listed),
        "known_beside": replaying.count_people(known.erased),
        "finished": False,
    }


def _shut_doors(known: KnownNow) -> int | None:
    """Let nobody be signed in, and the staff be what they were last; answers how many accounts that changed.

    None where the database in use is lost, or knows nobody who works here.
    """
    people.end_every_session()
    staff.shut()
    here, ids = staff.known_ids(), known.staff | {one.account_id for one in known.staff_since}
    return staff.replay(known.staff_since) if here & ids or not here else None


def try_out(folder: Path, manifest: dict[str, Any], keys: Path | None = None) -> dict[str, object]:
    """Build the database of a backup in a place of its own, read it, and leave everything as it is.

    Args:
        folder, manifest, keys: as for `put_back`.

    Returns:
        What was found.

    Raises:
        NoKeys, OldKeys, DamagedKeys, WrongMasterKey, DamagedBackup: as `put_back`.
    """
    unexplained = count_unexplained(folder, manifest, keys)
    listed = [*erased(), *erased_then(folder)]  # of the database in use; inside of the block it is the other one
    with beside(for_good=False) as (ready, _swap):
        with progress.part(0, 60):
            _fill(ready, folder, manifest, keys)
        with ready.opened(), progress.part(60, 90):
            _check_ledger(manifest)
            gone = replaying.missing([*listed, *replaying.without_key(_moment(manifest))])
            again = replaying.count_here(gone)
            opened = _opened(ready.vault)
    told = {"at": manifest["at"], "rows": sum(manifest["tables"].values()), "files": len(manifest["files"])}
    found = {"keys_opened": opened, "erased_since": again, "unexplained": unexplained}
    return {**told, **found, "spoilt_notes": spoilt(folder, manifest, keys)}


def _check_ledger(manifest: dict[str, Any]) -> None:
    if faults := verify(_ledger_size(manifest)).faults:
        raise DamagedBackup(f"The ledger of the backup does not verify: {faults[0]} Nothing was changed.")


def _fill(ready: Installation, folder: Path, manifest: dict[str, Any], keys: Path | None) -> None:
    taken = _keys_for(manifest, keys)
    migrating.migrate(ready, manifest["revision"])
    with ready.database.loading() as connection:
        for at, (name, rows) in enumerate(manifest["tables"].items()):
            progress.done(at, len(manifest["tables"]))
            if _read(connection, folder / "tables" / f"{name}.jsonl.gz") != rows:
                raise DamagedBackup(f"{name} has another number of rows than the manifest says. Nothing was touched.")
        if taken:
            copy, without = taken
            key_copies.put_in(connection, copy, ready.vault, without)
    with ready.opened():
        _check_key(ready.vault)  # before anything sealed is carried over into a newer version's tables
    migrating.migrate(ready)


def _keys_for(manifest: dict[str, Any], keys: Path | None) -> tuple[Path, set[UUID]] | None:
    """The copy of keys that is taken, and whose keys in it are not; None for a backup that holds its keys itself."""
    if apart := manifest.get("keys"):
        return left_behind.keys_for(keys or Path(apart), _moment(manifest), installation().vault)
    return None


def count_unexplained(folder: Path, manifest: dict[str, Any], keys: Path | None = None) -> int:
    """How many people of a backup have no key although they are on no list of erasures: a restore buries them, too.

    Args:
        folder, manifest, keys: as for `put_back`.

    Raises:
        NoKeys, OldKeys, DamagedKeys: as `put_back`.
    """
    taken = _keys_for(manifest, keys)
    if taken is None:
        return 0
    known = left_behind.owners(taken[0]) - taken[1]
    listed = {each for one in (*erased(), *erased_then(folder)) for each in (one.address_index, one.stone)}
    people_then = (row for batch in copying.batches(folder / "tables" / "person.jsonl.gz") for row in batch)
    return sum(row["id"] not in known and not {row["id"], row["address_index"]} & listed for row in people_then)


def _read(connection: Connection, table: Path) -> int:
    try:
        return copying.read_table(connection, table)
    except (ValueError, IntegrityError, DataError) as damage:
        name = table.name.partition(".")[0]
        raise DamagedBackup(
            f"The rows of {name} contradict one another or its columns. Nothing was touched."
        ) from damage


def _opened(vault: Vault) -> int:
    try:
        return count_opened(vault)
    except Tampered as refusal:
        raise WrongMasterKey from refusal


def _check_key(vault: Vault) -> None:
    try:
        vault.signing_seed()
    except Tampered as refusal:
        raise WrongMasterKey from refusal


def _moment(manifest: dict[str, Any]) -> datetime:
    """When the backup was made, in UTC."""
    return moment_of(manifest["at"])


def _ledger_size(manifest: dict[str, Any]) -> int:
    return int(manifest["ledger"]["size"]) if manifest["ledger"] else 0
