"""`leadgate keys …`"""

import time

import click

from leadgate.foundation import audit, rotating
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
def rotate(wait: int) -> None:
    """Wrap every person's key under a new master key, while everything runs.

    Example: leadgate keys rotate
    """
    settings = installation().settings
    file = settings.master_key_file
    if file is None and len(settings.master_key.replace(b",", b" ").split()) < 2:
        raise OneMasterKey
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
    audit.record("keys:rotate", actor=None)
