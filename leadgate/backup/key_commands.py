"""`leadgate keys …`"""

import time

import click

from leadgate.backup import keys_in_force
from leadgate.backup import queries as backups
from leadgate.backup.actions import keeping_keys, rotating
from leadgate.foundation import audit
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation


class OneMasterKey(Refusal):
    """The master key is a setting, and only one is given."""

    sentence = "Set LEADGATE_MASTER_KEY to the new key, a comma, and the key in use; restart; then run this again."


@click.group()
def keys() -> None:
    """The keys of this installation."""


@keys.command()
@click.option("--wait", default=60, show_default=True, help="Seconds until the old key goes.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def rotate(wait: int, yes: bool) -> None:
    """Wrap every person's key under a new master key, while everything runs.

    Example: leadgate keys rotate
    """
    settings = installation().settings
    file = settings.master_key_file
    if file is None and len(settings.master_key.replace(b",", b" ").split()) < 2:
        raise OneMasterKey
    _ask_about_backups(yes=yes)
    if file:
        rotating.add_master(file)
    count = rotating.rewrap_all()
    click.echo(f"{count} keys are wrapped anew.")
    if file:
        click.echo(f"The old key is kept for {wait} seconds, for acts that have begun.")
        time.sleep(wait)
        count = rotating.rewrap_all()
        rotating.drop_old_master(file)
        click.echo(f"{count} more; the old master key is gone. Copy the new one to where you keep keys.")
    else:
        click.echo("You can take the old key out of LEADGATE_MASTER_KEY and restart.")
    keeping_keys.renew(backups.keys_folders())
    audit.record(backups.ROTATED, actor=None)
    click.echo("Now make a new backup: leadgate backup FOLDER")


def _ask_about_backups(*, yes: bool) -> None:
    """Say which backups live on and which die, before anything is done."""
    older, copies = backups.older_ones(), keys_in_force.fates()
    if older:
        click.echo(f"{older} backups of older versions hold their keys themselves: none of them can be restored again.")
    for copy in copies:
        if copy.owner is not None:
            said = f"is left to the installation in {copy.owner}: its keys in {copy.keys_folder} stay as they are"
        elif copy.lives:
            said = f"can be restored: its keys in {copy.keys_folder} are written anew"
        else:
            said = f"can not be restored again: its keys in {copy.keys_folder} cannot be reached from here"
        click.echo(f"{copy.folder} {said}.")
    if (older or copies) and not yes:
        click.confirm("Go on, and make a new backup afterwards?", abort=True)
