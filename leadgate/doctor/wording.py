"""What each check is about, for people who have no shell."""

from dataclasses import dataclass

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class CheckState(Words):
    """How a thing is that an installation stands on."""

    GOOD = "good", _("good")
    LOOK = "look", _("look at this")
    BROKEN = "broken", _("broken")
    UNKNOWN = "unknown", _("not tried yet")


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A check in words.

    Args:
        label: what it is about.
        asks: what has to be so.
    """

    label: Text
    asks: Text


WORDS = {
    "database": CheckWords(_("Database"), _("It is reached, holds this version, and may be changed.")),
    "processes": CheckWords(
        _("Processes"), _("Web, worker and clock of “leadgate up” run, and nobody else is left over.")
    ),
    "broker": CheckWords(_("Hints to the workers"), _("Redis takes them, where it is set, and throws none away.")),
    "mail": CheckWords(
        _("Mail"), _("The mail server lets us in, encrypted, and others believe where our letters come from.")
    ),
    "storage": CheckWords(_("File store"), _("It takes a file, gives it back, and lets go of it.")),
    "disk": CheckWords(_("Disk"), _("There is room beside the database.")),
    "clock": CheckWords(_("Clocks"), _("This machine and the database agree about the time.")),
    "work": CheckWords(_("Work"), _("What is due is done within a minute, and nothing was given up.")),
    "keys": CheckWords(
        _("Keys and private files"), _("The master key opens this installation; no other account reads them.")
    ),
    "address": CheckWords(_("Public address"), _("It leads here, encrypted.")),
    "witnesses": CheckWords(_("Witnesses"), _("Whoever is to cosign our checkpoints has, lately.")),
    "backup": CheckWords(
        _("Backups"), _("One was made lately, its keys are written anew every day, nothing is half done.")
    ),
    "notes": CheckWords(
        _("Notes for a restore"), _("What is noted beside the database for the next restore can be read.")
    ),
}
