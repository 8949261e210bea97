"""A restore as the command does it, without its questions."""

from pathlib import Path

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
