"""How far imports come, and what becomes of each line."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class LeadImportState(Words):
    """How far an import has come."""

    WAITING = "waiting", _("sent, nothing is kept yet")
    LOOKING = "looking", _("being looked through")
    SEEN = "seen", _("looked through, nothing is kept yet")
    AT_WORK = "at-work", _("being taken in")
    DONE = "done", _("taken in")
    UNDOING = "undoing", _("being taken out again")
    UNDONE = "undone", _("taken out again")


class LineFate(Words):
    """What becomes, or would become, of one line."""

    NEW = "new", _("new, agrees by the proof in the line")
    ADDED = "added", _("known, and agrees from now on by the proof in the line")
    KNOWN = "known", _("known already, and agrees already")
    NO_ADDRESS = "no-address", _("no mail address in it")
    THROW_AWAY = "throw-away", _("the address of a throw-away mailbox")
    TWICE = "twice", _("stands further up in the file already")
    LEFT_ALONE = "left-alone", _("asked here not to be written to, or said no")
    ENDED_THERE = "ended-there", _("unsubscribed, bounced or blocked, as the file itself says")
    ERASED = "erased", _("was deleted here, and comes back only by themselves")
    NO_PROOF = "no-proof", _("no proof that they agreed: it takes when, and where or to which words")


TAKEN = (LineFate.NEW, LineFate.ADDED)
