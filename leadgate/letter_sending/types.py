"""How a letter's sending stands, and how one person's copy does."""

from dataclasses import dataclass
from datetime import datetime

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class SendingState(Words):
    """How the sending of a letter stands."""

    APPROVAL = "approval", _("waits for a second person’s yes")
    COPYING = "copying", _("made ready, one copy for each reader; nothing has left")
    LACKING = "lacking", _("not sent: of some readers something is not known that the letter says")
    SENDING = "sending", _("on its way")
    PAUSED = "paused", _("paused: nothing leaves until it goes on")
    STOPPED = "stopped", _("stopped for good")
    DONE = "done", _("sent")

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self in (SendingState.STOPPED, SendingState.DONE)


class CopyState(Words):
    """How one person's copy of a letter stands."""

    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("about to leave")
    SENT = "sent", _("taken by the mail server")
    LEFT_OUT = "left-out", _("left out: no longer to be written to")
    REFUSED = "refused", _("refused by the mail server")
    STOPPED = "stopped", _("stopped before it left")


@dataclass(frozen=True, slots=True)
class SendingWish:
    """How a letter is to be sent.

    Args:
        chosen: who of those who agree gets it, as the address of the list of leads says it; all of them when empty.
        begins_at: from when on, in UTC; now when None.
        in_own_hours: whether who told a time zone gets it by day there.
    """

    chosen: str = ""
    begins_at: datetime | None = None
    in_own_hours: bool = False
