"""The database: whether it can hold an installation, holds this version of it, and agrees about the time."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psutil
from flask_babel import gettext as _
from sqlalchemy import text

from leadgate.doctor.diagnosis import Diagnosis, trouble
from leadgate.foundation import clock
from leadgate.foundation.databases import revisions
from leadgate.foundation.databases.fitness import unfit
from leadgate.foundation.installation import installation

CLOCK_SECONDS = 30
OVER_THE_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "fuse.glusterfs"}


def _way_to_this_version() -> str:
    try:
        revisions.demand_known(installation().database)
    except revisions.NewerDatabase as newer:
        return str(newer)
    return str(_("It is not at this version; run: leadgate migrate"))


def check() -> Iterator[Diagnosis]:
    """Whether it is reached, and everything a migration needs is there."""
    here = installation()
    with here.database.writer.connect() as connection:
        reasons = list(unfit(connection))
    yield from map(trouble, reasons)
    if not reasons and not revisions.is_current(here):
        yield trouble(_way_to_this_version())
    if here.database.is_sqlite and _file_system() in OVER_THE_NETWORK:
        yield trouble(
            _(
                "SQLite's locks are not safe on a network's file system (%(kind)s): move LEADGATE_DATA_DIR to a "
                "disk of this machine, or use PostgreSQL.",
                kind=_file_system(),
            )
        )


def _file_system() -> str:
    """The kind of file system the database lies on: that of the deepest place where one begins."""
    folder = installation().settings.data_dir
    places = [part for part in psutil.disk_partitions(all=True) if folder.is_relative_to(part.mountpoint)]
    return str(max(places, key=lambda part: len(part.mountpoint)).fstype) if places else ""


def check_clock() -> Iterator[Diagnosis]:
    """Whether this machine and the database's agree about the time."""
    with installation().database.reader.connect() as connection:
        there = connection.execute(text("select current_timestamp")).scalar()
    moment = datetime.fromisoformat(str(there))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    apart = abs((clock.now() - moment).total_seconds())
    if apart > CLOCK_SECONDS:
        yield trouble(_("This machine and the database are %(num)d seconds apart: let NTP set both clocks.", num=apart))
