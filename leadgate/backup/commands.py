"""`leadgate backup` and `leadgate restore`"""

import json
from pathlib import Path

import click

from leadgate.backup import making, restoring
from leadgate.backup.checking import checked


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def backup(folder: Path, as_json: bool) -> None:
    """Write a consistent copy of database and files to a new folder, while everything runs.

    The two keys are not in it: keep them apart, and whoever has only the backup can read nothing of anybody.

    Example: leadgate backup /backups/2026-11-24
    """
    manifest = making.make(folder)
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
    told = restoring.put_back(folder, manifest)
    click.echo(json.dumps(told) if as_json else "\n".join(f"{name}: {value}" for name, value in told.items()))
