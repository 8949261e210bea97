"""`leadgate backup` and `leadgate restore`"""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from leadgate.backup.actions import making, restoring, trying
from leadgate.backup.actions.restoring import Restored
from leadgate.backup.checking import checked
from leadgate.backup.key_copies import KEPT_FOR
from leadgate.backup.known_now import spoilt
from leadgate.erasure import journal
from leadgate.foundation.background.orderly_end import orderly_end

NO_JOURNAL = (
    "No list of erasures was found here; the one in the backup ends with it. If anybody was erased since, put {folder} "
    "of the old files in its place and restore once more: without it, and with old copies of the keys, they are back."
)
UNEXPLAINED = (
    "People of this backup without a key in the copy that would be taken, though on no list of erasures: {count}. A "
    "restore erases them for good. That is so where leadgate went back to an earlier backup since, or where the lists "
    "are lost. If an older copy of the keys is left, name it: --keys FOLDER/MOMENT."
)
STAFF_UNKNOWN = (
    "What happened to the staff since is not known here: whoever was removed is back, passwords are the old ones, and "
    "used recovery codes count again. Look who is on the page Team, and run: leadgate staff remove EMAIL"
)
NO_WAY_IN = (
    "Nothing lets the owner {email} in, who was removed since the backup, or has never been here: links end with a "
    "restore. Run: leadgate staff link {email} – or, if they are not to come back, leadgate staff add EMAIL --role "
    "owner, and then: leadgate staff remove {email}"
)
UNREADABLE = (
    "Notes of withdrawals, opt-outs and restrictions that waited to be written down and could not be read: {count}. "
    "Somebody else has written into the database that was replaced. What they said is not done again."
)
SPOILT = (
    "Notes that cannot be read, and are passed over: {names}. Whoever is in one of {folder} comes back, unless the "
    "keys or the database in use know of the erasure; what is in another is not said again, or a backup from between "
    "is not opened. If you have whole copies of them, put those in their places first."
)
UNFINISHED = (
    "The backup is in use, but the restore could not be finished; the log says why. The next start does it, and so "
    "does: leadgate migrate"
)
SAID = {
    "at": "State of",
    "rows": "Rows",
    "files": "Files",
    "keys_opened": "Keys that open what they should",
    "restored_to": "Everything is as it was at",
    "erased_again": "People of the backup erased since, and erased again",
    "erased_since": "People of the backup erased since, who would be erased again",
    "unexplained": "Of its people without a key, on no list of erasures",
    "withdrawn_again": "Consents withdrawn since, and withdrawn again",
    "standing_again": "Restrictions and objections since, in force again",
    "staff_again": "Staff accounts removed or changed since, and so again",
    "erasures_known": "People on the lists of erasures that were looked through",
    "known_beside": "Of those, on the list of the installation in use",
}
"""What is told of a restore or a drill, as a person reads it; `--json` has the names."""
KEYS = click.option(
    "--keys",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for copies of the keys, apart from the data; `keys` beside FOLDER when it is not said. Where keys "
    "are read, one copy in it may be named.",
)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@KEYS
@click.option("--check", is_flag=True, help="Build the database of this backup in a place of its own, and read it.")
@click.option("--json", "as_json", is_flag=True)
@orderly_end()
def backup(folder: Path, keys: Path | None, check: bool, as_json: bool) -> None:
    """Write a consistent copy of database and files to a new folder, while everything runs.

    What everybody's data is sealed with lies apart, in --keys, is written anew every day without whoever was erased,
    and is needed to restore. The two keys of the installation (secret.key, master.key) are in neither.

    Example: leadgate backup /backups/2026-11-24 --keys /elsewhere/keys
    """
    if check:
        told = trying.try_out(folder, keys)
        _tell(told, as_json=as_json)
        _warn(told["unexplained"])
        _warn_of_spoilt(spoilt(folder, checked(folder), keys))
        return
    manifest = making.make(folder, keys)
    rows, files = sum(manifest["tables"].values()), len(manifest["files"])
    told = {"folder": str(folder), "keys": manifest["keys"], "rows": rows, "files": files}
    said = f"{rows} rows and {files} files are in {folder}. The keys to them are in {manifest['keys']}"
    kept = f"keep them apart, and copies of them for {KEPT_FOR.days} days at most."
    click.echo(json.dumps(told) if as_json else f"{said}: {kept}")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@KEYS
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True)
@orderly_end()
def restore(folder: Path, keys: Path | None, yes: bool, as_json: bool) -> None:
    """Replace the database by a backup; whoever was erased since stays erased. Stop leadgate first.

    Example: leadgate restore /backups/2026-11-24
    """
    manifest = checked(folder)
    restoring.finish_before()
    _warn(restoring.count_unexplained(folder, manifest, keys))
    _warn_of_spoilt(spoilt(folder, manifest, keys))
    if not yes:
        click.confirm(f"The database in use is replaced by the copy of {manifest['at']}. Go on?", abort=True)
    told = restoring.put_back(folder, manifest, keys)
    _tell(told, as_json=as_json)
    _warn_of_what_is_lost(told)


def _warn_of_what_is_lost(told: Restored) -> None:
    if not told["known_beside"]:
        click.echo(NO_JOURNAL.format(folder=journal.FOLDER), err=True)
    if told["staff_again"] is None:
        click.echo(STAFF_UNKNOWN, err=True)
    for email in told["owners_without_way_in"]:
        click.echo(NO_WAY_IN.format(email=email), err=True)
    if told["unreadable_notes"]:
        click.echo(UNREADABLE.format(count=told["unreadable_notes"]), err=True)
    if not told["finished"]:
        click.echo(UNFINISHED, err=True)


def _warn_of_spoilt(names: list[str]) -> None:
    if names:
        click.echo(SPOILT.format(names=", ".join(names), folder=journal.FOLDER), err=True)


def _warn(count: object) -> None:
    if count:
        click.echo(UNEXPLAINED.format(count=count), err=True)


def _tell(told: Mapping[str, object], *, as_json: bool) -> None:
    said = (f"{words}: {told[name]}" for name, words in SAID.items() if told.get(name) is not None)
    click.echo(json.dumps(told) if as_json else "\n".join(said))
