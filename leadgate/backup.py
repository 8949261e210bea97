"""`leadgate backup` and `leadgate restore`: a consistent copy while running, and the way back that brings nobody back.

A restore is built beside the database in use and takes its place only when it is whole: every file checked against
the manifest, everybody erased since then erased again, every consent withdrawn since then withdrawn again, the ledger
verified. A damaged backup is refused before anything is touched.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

import click
from sqlalchemy import text

from leadgate.consent.actions import replaying as withdrawals
from leadgate.erasure import journal
from leadgate.erasure.actions import certifying, replaying
from leadgate.foundation import audit, clock, copying, migrating
from leadgate.foundation.db import Database, database
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.vault import Tampered, Vault
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing
from leadgate.ledger.verification import verify

MADE_BY = 1


class DamagedBackup(Refusal):
    """A file of the backup is missing, cut short or changed."""


class WrongMasterKey(Refusal):
    """The backup was made under another master key."""

    sentence = "The backup was made under another master key; set LEADGATE_MASTER_KEY to that one. Nothing was changed."


class NoRoom(Refusal):
    """The backup could not be written."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def backup(folder: Path, as_json: bool) -> None:
    """Write a consistent copy of database and files to a new folder, while everything runs.

    The two keys are not in it: keep them apart, and whoever has only the backup can read nothing of anybody.

    Example: leadgate backup /backups/2026-11-24
    """
    manifest = make(folder)
    rows, files = sum(manifest["tables"].values()), len(manifest["files"])
    told = {"folder": str(folder), "rows": rows, "files": files}
    click.echo(json.dumps(told) if as_json else f"{rows} rows and {files} files are in {folder}.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True)
def restore(folder: Path, yes: bool, as_json: bool) -> None:
    """Replace the database by a backup; whoever was erased since stays erased. Stop leadgate first.

    Example: leadgate restore /backups/2026-11-24
    """
    manifest = checked(folder)
    if not yes:
        click.confirm(f"The database in use is replaced by the copy of {manifest['at']}. Go on?", abort=True)
    told = put_back(folder, manifest)
    click.echo(json.dumps(told) if as_json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def make(folder: Path) -> dict[str, Any]:
    """Write a backup into a folder that does not exist yet; answers its manifest.

    Raises:
        NoRoom: the folder is taken, or the disk is full; nothing is left behind.
    """
    draft = folder.with_name(f"{folder.name}.unfinished")
    if folder.exists():
        raise NoRoom(f"{folder} exists already; a backup goes into a new folder.")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        manifest = _write(draft)
        draft.rename(folder)
    except OSError as trouble:
        shutil.rmtree(draft, ignore_errors=True)
        raise NoRoom(
            f"The backup could not be written: {os.strerror(trouble.errno or 0)}. Nothing is left of it."
        ) from trouble
    audit.record("backup:made", actor=None)
    return manifest


def _write(draft: Path) -> dict[str, Any]:
    (draft / "tables").mkdir(parents=True, mode=0o700)
    sealing.seal_all()
    with database().snapshot() as connection:
        tables = copying.write_tables(connection, draft / "tables")
        head = connection.execute(ledger.newest_seal()).one_or_none()
    files = {name: _copy_out(name, size, draft / "files" / name) for name, size in installation().storage.files()}
    manifest = {
        "made_by": MADE_BY,
        "at": clock.now().isoformat(),
        "revision": migrating.current(installation()),
        "tables": tables,
        "ledger": {"size": head.size, "root": head.root.hex()} if head else None,
        "files": files,
        "sums": {name: _sum(draft / "tables" / f"{name}.jsonl.gz") for name in tables},
    }
    (draft / "manifest.json").write_text(json.dumps(manifest, indent=1))
    (draft / "manifest.sha256").write_text(_sum(draft / "manifest.json"))
    return manifest


def _copy_out(name: str, size: int, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        for part in installation().storage.read(name, 0, size):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return _sum(path)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def checked(folder: Path) -> dict[str, Any]:
    """The manifest of a backup, every file of which is as it was written.

    Raises:
        DamagedBackup: naming the first file that is not.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        if _sum(folder / "manifest.json") != (folder / "manifest.sha256").read_text().strip():
            raise DamagedBackup("manifest.json was changed after the backup was made. Nothing was touched.")
        parts = {f"tables/{name}.jsonl.gz": expected for name, expected in manifest["sums"].items()}
        parts |= {f"files/{name}": expected for name, expected in manifest["files"].items()}
        for name, expected in parts.items():
            if not (folder / name).is_file() or _sum(folder / name) != expected:
                raise DamagedBackup(f"{name} is missing or was changed after the backup was made. Nothing was touched.")
    except (OSError, ValueError, KeyError, AttributeError) as trouble:
        raise DamagedBackup("This folder holds no whole backup. Nothing was touched.") from trouble
    return manifest


def put_back(folder: Path, manifest: dict[str, Any]) -> dict[str, object]:
    """Build the database of a backup beside the one in use, bring it up to what happened since, and swap the two."""
    journal_now, withdrawn_now = list(_journal(folder)), list(withdrawals.noted())
    with _beside() as (beside, swap):
        _fill(beside, folder, manifest)
        with beside.opened():
            _check_key(beside.vault)
            again = replaying.replay(journal_now)
            stopped = withdrawals.replay(withdrawn_now)
            faults = verify(_ledger_size(manifest)).faults
            if faults:
                raise DamagedBackup(f"The ledger of the backup does not verify: {faults[0]} Nothing was changed.")
            audit.record("backup:restored", actor=None)
            beside.database.checkpoint()
        swap()
    _set_aside_later_roots(_ledger_size(manifest))
    _bring_files(folder, manifest)
    certifying.finish_all()
    told = {"restored_to": manifest["at"], "erased_again": again, "withdrawn_again": stopped}
    return {**told, "files": len(manifest["files"])}


def _journal(folder: Path) -> Iterator[journal.Entry]:
    """Whoever was erased according to the store in use, the store in the backup, and the database in use."""
    yield from journal.entries()
    yield from journal.read_from(folder / "files" / journal.FOLDER)
    with suppress(Exception):  # the database in use may be the reason for the restore
        yield from journal.known_here()


def _fill(beside: Installation, folder: Path, manifest: dict[str, Any]) -> None:
    migrating.migrate(beside, manifest["revision"])
    with beside.database.loading() as connection:
        for name, rows in manifest["tables"].items():
            if copying.read_table(connection, folder / "tables" / f"{name}.jsonl.gz") != rows:
                raise DamagedBackup(f"{name} has another number of rows than the manifest says. Nothing was touched.")
    migrating.migrate(beside)


def _check_key(vault: Vault) -> None:
    try:
        vault.signing_seed()
    except Tampered as refusal:
        raise WrongMasterKey from refusal


def _ledger_size(manifest: dict[str, Any]) -> int:
    return int(manifest["ledger"]["size"]) if manifest["ledger"] else 0


def _set_aside_later_roots(size: int) -> None:
    """Roots of entries that the backup does not have stay as evidence, under another name."""
    store = installation().storage
    for name, _size in list(store.files("ledger")):
        if int(Path(name).stem) > size:
            store.move(name, f"before-restore/{clock.now():%Y%m%dT%H%M%S}/{Path(name).name}")


def _bring_files(folder: Path, manifest: dict[str, Any]) -> None:
    store = installation().storage
    for name in manifest["files"]:
        if not store.has(name):
            with (folder / "files" / name).open("rb") as file:
                store.put(name, file)


@contextmanager
def _beside() -> Iterator[tuple[Installation, Any]]:
    """An installation on an empty database beside the one in use, and what puts it in its place."""
    here = installation()
    make_beside = _beside_sqlite if here.database.is_sqlite else _beside_postgresql
    with make_beside(here) as (made, swap):
        beside = replace(here, database=made, vault=Vault(here.settings.master_key, here.settings.master_key_file))
        try:
            yield beside, swap
        finally:
            made.dispose()


@contextmanager
def _beside_sqlite(here: Installation) -> Iterator[tuple[Database, Any]]:
    place = Path(here.database.url.database or "")
    draft = place.with_name(f"{place.name}.restoring")
    leftovers = [draft.with_name(f"{draft.name}{part}") for part in ("", "-wal", "-shm", "-turn")]
    for path in leftovers:
        path.unlink(missing_ok=True)
    made = Database(f"sqlite:///{draft}")

    def swap() -> None:
        made.dispose()
        here.database.dispose()
        for part in ("-wal", "-shm"):
            place.with_name(f"{place.name}{part}").unlink(missing_ok=True)
        draft.replace(place)

    try:
        yield made, swap
    finally:
        for path in leftovers:
            path.unlink(missing_ok=True)


@contextmanager
def _beside_postgresql(here: Installation) -> Iterator[tuple[Database, Any]]:
    url = here.database.url.render_as_string(hide_password=False)
    with here.database.writer.begin() as connection:
        connection.execute(text("drop schema if exists restoring cascade"))
        connection.execute(text("create schema restoring"))
    made = Database(url, schema="restoring")

    def swap() -> None:
        made.dispose()
        with here.database.writer.begin() as connection:
            connection.execute(text("drop schema public cascade"))
            connection.execute(text("alter schema restoring rename to public"))

    try:
        yield made, swap
    finally:
        made.dispose()
        with here.database.writer.begin() as connection:
            connection.execute(text("drop schema if exists restoring cascade"))
