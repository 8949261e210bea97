"""What backups leave of people for a while: a database that a restore or a drill has built beside the one in use."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from leadgate.backup import places
from leadgate.backup.actions import finishing
from leadgate.backup.actions.clearing import clear_places
from leadgate.backup.errors import BuildUnderWay
from leadgate.foundation import clock
from leadgate.foundation.background.outbox import Postponed
from leadgate.foundation.db import database
from leadgate.foundation.privacy.erasure_engine import Store
from leadgate.foundation.words import text as _

ASK_AGAIN = timedelta(minutes=1)


def _forget(_people: Sequence[UUID]) -> int:
    """Take away what was left; while somebody builds from a backup that may have the person, no erasure is done."""
    finishing.finish_left()
    try:
        return clear_places()
    except BuildUnderWay as trouble:
        raise Postponed(clock.now() + ASK_AGAIN) from trouble


def _search(_needles: Sequence[bytes]) -> int:
    """How many there are: each has whoever was in its backup, though not in the very bytes of the database in use."""
    return len(places.found(database()))


BUILT_BESIDE = Store(
    "databases built from backups beside the one in use",
    _("databases built from backups, to try or to restore them"),
    _forget,
    _search,
)
