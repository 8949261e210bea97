"""Which keys are in force, kept where and since when; never a key."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leadgate.backup import key_copies, queries
from leadgate.backup.actions import rotating
from leadgate.foundation import audit
from leadgate.foundation.installation import installation

SECRET_FILE = "secret.key"  # noqa: S105 - the name of a file


@dataclass(frozen=True, slots=True)
class KeyShown:
    """A key of the installation.

    Args:
        file: where it is kept; None for one that is a setting.
        since: when it was put there, as far as that is known.
    """

    file: Path | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class MasterShown:
    """The master key.

    Args:
        key: where it is, and since when.
        older: how many older ones are still there: more than none while a rotation is under way, or was cut short.
        left: how many keys the older ones still wrap.
        rotated_at: when it was last changed; None if it never was.
    """

    key: KeyShown
    older: int
    left: int
    rotated_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeysFate:
    """What a new master key does to a backup.

    Args:
        folder: of its data.
        keys_folder: of the copies of its keys.
        owner: the other installation the copies belong to; None where they are ours.
        lives: whether the backup can be restored afterwards.
    """

    folder: Path
    keys_folder: Path
    owner: Path | None
    lives: bool


def master() -> MasterShown:
    """The master key, without the key."""
    settings, rotated_at = installation().settings, audit.newest(queries.ROTATED)
    file = settings.master_key_file
    text = file.read_bytes() if file else settings.master_key
    older = len(text.replace(b",", b" ").split()) - 1
    since = _since(file) if file else rotated_at
    return MasterShown(KeyShown(file, since), older, rotating.left() if older else 0, rotated_at)


def secret() -> KeyShown:
    """The key of links and sessions, without the key."""
    settings = installation().settings
    file = settings.data_dir / SECRET_FILE
    kept = file.is_file() and file.read_bytes().strip() == settings.secret_key
    return KeyShown(file, _since(file)) if kept else KeyShown(None, None)


def fates() -> list[KeysFate]:
    """What a new master key does to each backup whose keys lie apart, oldest first."""
    found = ((copy, key_copies.owner_elsewhere(copy.keys_folder)) for copy in queries.copies_made())
    return [
        KeysFate(copy.folder, copy.keys_folder, owner, owner is not None or copy.keys_folder.is_dir())
        for copy, owner in found
    ]


def newest_copies() -> list[tuple[Path, datetime | None]]:
    """Every folder of copies of keys, and when the newest in it was written; None where it cannot be reached."""
    folders = queries.keys_folders()
    return [(folder, max((at for _copy, at in key_copies.copies(folder)), default=None)) for folder in folders]


def _since(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
