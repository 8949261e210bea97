"""Why something sealed does not open."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound


class KeyDestroyed(NotFound):
    """The person's key is gone, and with it everything that was sealed under it.

    Whoever deletes themselves can do so between two statements of a page they are on: that is not there any more then.
    """

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NotInstalled(Exception):
    """The installation has no keys of its own yet: `leadgate migrate` makes them. Or it has them no more."""

    sentence = (
        "The database holds no keys of this installation. If nothing was installed yet, run: leadgate migrate. If it "
        "was, somebody took them away: put a backup back with leadgate restore."
    )

    def __str__(self) -> str:
        return self.sentence


class Tampered(Exception):
    """A ciphertext was changed, or moved to another row, or the master key is not the one it was sealed under."""

    sentence = (
        "What is sealed here does not open: the master key in use (LEADGATE_MASTER_KEY, or master.key in the data "
        "folder) is not the one it was sealed under, or it was changed. Put the right key back."
    )

    def __str__(self) -> str:
        return self.sentence
