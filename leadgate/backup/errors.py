"""Refusals of backing up and restoring."""

from pathlib import Path

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class UnknownBackup(Refusal):
    """No backup of that number is known."""

    status = 404
    sentence = _("No backup of that number is known here.")


class NoPlaceKnown(Refusal):
    """None was made yet, or where they were made cannot be reached: a page does not say where they go."""

    status = 409
    sentence = _(
        "Where backups go is said by whoever runs the machine, with the first one: "
        "leadgate backup FOLDER --keys KEYS. From then on this page puts the next ones beside it."
    )


class DamagedBackup(Refusal):
    """A file of the backup is missing, cut short or changed."""


class NewerBackup(Refusal):
    """The backup was made by a newer version, whose database this one does not know."""

    sentence = "This backup was made by a newer leadgate. Install that version to restore it. Nothing was touched."


class WrongMasterKey(Refusal):
    """The backup was made under another master key."""

    sentence = (
        "The backup, or the copy of its keys, was made under another master key. After a rotation name a newer copy of "
        "the keys with --keys; otherwise set LEADGATE_MASTER_KEY to that key. Nothing was changed."
    )


class NoKeys(Refusal):
    """There is no copy of the keys where they should be.

    Args:
        folder: where they were looked for.
    """

    said = "{folder} has no copy of the keys. Say with --keys where one is. Nothing was changed."

    def __init__(self, folder: Path) -> None:
        super().__init__(self.said.format(folder=folder))


class OldKeys(NoKeys):
    """Every copy of the keys is older than the backup, and does not know everybody in it."""

    said = (
        "Every copy of the keys in {folder} is older than the backup. "
        "Say with --keys where a newer one is. Nothing was changed."
    )


class DamagedKeys(NoKeys):
    """There is a copy of the keys that is new enough, and a file of it is missing, cut short or changed."""

    said = (
        "The copies of the keys in {folder} that are new enough are damaged: a file is missing or was changed. "
        "Say with --keys where a whole one is. Nothing was changed."
    )


class BuildUnderWay(Refusal):
    """A restore or a drill is building beside the database in use, here or on another machine."""

    sentence = "A restore or a drill of a backup is under way already. Let it end, then run this again."


class BuildLost(Refusal):
    """What a restore has built was taken away before it could take its place."""

    sentence = (
        "What this restore has built is not there any more, or not whole: something else took it away. The database in "
        "use was not touched. Please run this again."
    )


class EndedInPlace(Refusal):
    """A restore was told to end, or failed, when what it has built was in use already."""

    sentence = (
        "The backup is in its place and in use: this restore was ended when that was done. If anything was still to be "
        "done, the next start does it, and so does: leadgate migrate. Until then `leadgate doctor` says so."
    )


class NoRoom(Refusal):
    """The backup could not be written."""


class WrongPlace(Refusal):
    """The backup, or the copies of its keys, would lie inside of what is backed up: lost, or stolen, together.

    Args:
        folder: where it should go.
        holder: the folder it would lie in.
    """

    def __init__(self, folder: Path, holder: Path) -> None:
        super().__init__(
            f"{folder} lies in {holder}. What is lost or stolen there would take the backup with it. "
            "Please name a folder outside of it. Nothing was written."
        )


class KeysBesideData(Refusal):
    """The copies of the keys would lie with the data they open, or the other way round.

    Args:
        folder: of the data.
        keys: of the copies of keys.
    """

    def __init__(self, folder: Path, keys: Path) -> None:
        how = "are one folder" if folder == keys else "lie one in the other"
        super().__init__(
            f"The backup {folder} and its keys {keys} {how}: who finds one must not find the other, so they have to be "
            "apart. Please name a folder elsewhere with --keys. Nothing was written."
        )


class KeysOfAnother(Refusal):
    """The folder of copies of keys belongs to another installation: a clone of it, or it by its clone, would be lost.

    Args:
        folder: of the copies.
        owner: the data folder of the other one.
    """

    def __init__(self, folder: Path, owner: Path) -> None:
        super().__init__(
            f"The copies of keys in {folder} belong to the installation in {owner}, which could not be restored any "
            "more with ours among them. Please name a folder of our own with --keys. Nothing was written."
        )
