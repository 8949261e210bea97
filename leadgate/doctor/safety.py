"""What keeps people's data theirs: keys, private files, backups, witnesses."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask_babel import gettext as _

from leadgate.backup import queries as backups
from leadgate.backup.actions import finishing
from leadgate.backup.actions.clearing import left
from leadgate.backup.actions.keeping_keys import is_old
from leadgate.doctor.diagnosis import Diagnosis, note, trouble
from leadgate.foundation import clock
from leadgate.foundation.files.privacy import opened_to_others
from leadgate.foundation.installation import installation
from leadgate.ledger import queries as ledger

BACKUP_EVERY = timedelta(days=7)
KEYS_LATE_AFTER = timedelta(days=2)
"""They are written every day; the rest is for a night on which everything stood still."""
DOTENV = Path(".env")


def check_keys() -> Iterator[Diagnosis]:
    """Whether the master key is this installation's, and no other account reads what only this one should."""
    vault, settings = installation().vault, installation().settings
    vault.signing_seed()
    opened = [*opened_to_others(settings.data_dir), *([DOTENV] if _is_opened(DOTENV) else [])]
    for path in opened:
        about = {"path": path, "mode": "700" if path.is_dir() else "600"}
        yield trouble(_("Others can read %(path)s; run: chmod %(mode)s %(path)s", **about))
    if os.getuid() == 0:
        yield note(_("leadgate runs as root; an account of its own is safer."))
    if not settings.secure:
        yield note(_("LEADGATE_BASE_URL is not https: cookies and links travel in clear."))
    if not settings.rate_limits:
        yield note(_("LEADGATE_RATE_LIMITS is off, which is for load tests only."))


def _is_opened(path: Path) -> bool:
    return path.is_file() and bool(path.stat().st_mode & 0o077)


def check_witnesses() -> Iterator[Diagnosis]:
    """Whether everybody who is to cosign has, lately."""
    asked = ((url, ledger.witness_state(key)) for url, key in installation().settings.witnesses)
    for url, state in asked:
        if state and state.trouble:
            about = {"witness": url, "why": state.trouble}
            yield trouble(_("%(witness)s did not cosign a checkpoint (%(why)s); see docs/operating.md.", **about))


def check_backup() -> Iterator[Diagnosis]:
    """When the last one was made, whether the copies of keys are written anew, and what was left half done."""
    for folder in backups.keys_folders():
        if not folder.is_dir():
            yield _not_reached(folder)
        elif is_old(folder, KEYS_LATE_AFTER):
            yield trouble(
                _(
                    "%(folder)s has had no new copy of the keys for %(num)s days: who was erased since is still in the "
                    "older ones. The worker writes one every day, if it runs and may write there.",
                    folder=folder,
                    num=KEYS_LATE_AFTER.days,
                )
            )
    for name in left():
        yield trouble(
            _(
                "%(name)s was left by a restore, a drill or a backup that was ended, and may hold who was erased "
                "since. The worker takes it away, if it runs and may write there.",
                name=name,
            )
        )
    if finishing.left():
        yield trouble(
            _(
                "A restore was ended before it was finished. The worker finishes it within minutes, and so does: "
                "leadgate migrate. If this stays, the log says why; see %(mark)s",
                mark=installation().settings.data_dir / finishing.MARK,
            )
        )
    made = backups.newest_at()
    if made is None or clock.now() - made > BACKUP_EVERY:
        when = _("the last was made on %(day)s", day=f"{made:%Y-%m-%d}") if made else _("none was ever made")
        said = _("None in the last %(num)s days (%(when)s); run: leadgate backup FOLDER --keys KEYS")
        yield note(said % {"num": BACKUP_EVERY.days, "when": when})


def check_notes() -> Iterator[Diagnosis]:
    """Whether what is noted beside the database for the next restore can be read."""
    for name in backups.spoilt_notes():
        yield trouble(
            _(
                "%(name)s in the file store cannot be read: a restore passes it over, and who was erased or said no "
                "may come back. `leadgate migrate` writes a note of an erasure anew that the database knows. Otherwise "
                "put a copy of it in its place; where there is none, make a new backup, restore no older one, and "
                "delete it.",
                name=name,
            )
        )
    for folder in backups.spoilt_folders():
        yield trouble(
            _(
                "restores.json in %(folder)s cannot be read: backups from between an earlier restore and what it went "
                "back to may not be opened any more. Put a copy of it in its place, or delete it and make a new "
                "backup.",
                folder=folder,
            )
        )


def _not_reached(keys: Path) -> Diagnosis:
    """Where both a backup and its keys are out of reach, they may have been thrown away, as they may be."""
    said = _(
        "%(folder)s, where copies of the keys are, cannot be reached from here: who is erased stays in them.",
        folder=keys,
    )
    if any(one.folder.is_dir() for one in backups.copies_made() if one.keys_folder == keys):
        near = _("The backups they belong to are here. Connect it again, or delete those, too.")
        return trouble(f"{said} {near}")
    far = _("Nor can their backups. Unless all of it was deleted, connect it for a day, once a fortnight.")
    return note(f"{said} {far}")
