"""How far imports come, and what becomes of each line."""

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class LeadImportState(Words):
    """How far an import has come."""

    SENDING = "sending", _("not here as a whole: it is still being sent, or broke off")
    WAITING = "waiting", _("sent, nothing is kept yet")
    LOOKING = "looking", _("being looked through")
    SEEN = "seen", _("looked through, nothing is kept yet")
    AT_WORK = "at-work", _("being taken in")
    DONE = "done", _("taken in")
    UNDOING = "undoing", _("being taken out again")
    UNDONE = "undone", _("taken out again")


class LeadImportAsks(Words):
    """Who of an import is asked by letter, once, and comes only by confirming."""

    NOBODY = "nobody", _("Nobody: who has no proof stays out")
    UNPROVEN = "unproven", _("Who has no proof in the line")
    EVERYBODY = "everybody", _("Everybody, whatever proof there is")

    @classmethod
    def of(cls, typed: str) -> "LeadImportAsks":
        """Which one a form names; nobody where it names none."""
        return next((one for one in cls if one == typed), cls.NOBODY)

    @property
    def sends(self) -> bool:
        """Whether letters leave at all."""
        return self is not LeadImportAsks.NOBODY


class OrderInDays(Words):
    """In which order day and month of a file stand, as 03/04/2026."""

    UNSAID = "unsaid", _("Nobody said: a day that could be two is no proof")
    DAY_FIRST = "day-first", _("The day first: 03/04/2026 is 3 April")
    MONTH_FIRST = "month-first", _("The month first: 03/04/2026 is 4 March")

    @classmethod
    def of(cls, typed: str) -> "OrderInDays":
        """Which one a form names; unsaid where it names none."""
        return next((one for one in cls if one == typed), cls.UNSAID)


class LineFate(Words):
    """What becomes, or would become, of one line."""

    NEW = "new", _("new, agrees by the proof in the line")
    ADDED = "added", _("known, and agrees from now on by the proof in the line")
    KNOWN = "known", _("known already, and agrees already")
    UNREAD = "unread", _("cannot be read surely: a quotation mark stands astray")
    NO_ADDRESS = "no-address", _("no mail address in it")
    THROW_AWAY = "throw-away", _("the address of a throw-away mailbox")
    TWICE = "twice", _("stands further up in the file already")
    LEFT_ALONE = "left-alone", _("asked here not to be written to, or said no")
    ENDED_THERE = "ended-there", _("unsubscribed, bounced or blocked, as the file itself says")
    ERASED = "erased", _("was deleted here, and comes back only by themselves")
    NO_PROOF = "no-proof", _("no proof that they agreed: it takes when, and where or to which words")
    WHICH_DAY = "which-day", _("the day could be two, as 03/04/2026: say below whether day or month stands first")
    ASKED = "asked", _("asked by one letter whether they want this, and in only once they confirm")
    ASKED_BEFORE = "asked-before", _("was asked by a letter before, and is not asked again")


TAKEN = (LineFate.NEW, LineFate.ADDED)
STAY_OUT = tuple(fate for fate in LineFate if fate not in (*TAKEN, LineFate.KNOWN, LineFate.ASKED))
"""Of these somebody may want to know why."""
