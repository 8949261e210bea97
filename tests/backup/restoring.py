"""A restore as the command does it, without its questions; and the commands themselves."""

from pathlib import Path

import click
from click.testing import CliRunner, Result

from leadgate.backup import checking
from leadgate.backup.actions import restoring
from leadgate.backup.actions.restoring import Restored
from leadgate.foundation.db import forget_what_was_read
from tests.visitor import Site


def restored(site: Site, copy: Path, keys: Path | None = None) -> Restored:
    """What a backup was put back with."""
    with site.app.app_context():
        told = restoring.put_back(copy, checking.checked(copy), keys)
    forget_what_was_read()
    return told


def run(site: Site, command: click.Command, *words: object) -> Result:
    """What a command of this room printed."""
    with site.app.app_context():
        return CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
