"""What a returned message says."""

from dataclasses import dataclass
from enum import StrEnum

from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class ReturnedKind(StrEnum):
    """What a message is that came back."""

    BOUNCE = "bounce"
    """A letter did not arrive."""
    DELAY = "delay"
    """It has not arrived yet; nothing follows."""
    COMPLAINT = "complaint"
    """Its reader called it spam (RFC 5965)."""
    UNSUBSCRIBE = "unsubscribe"
    """Its reader asks for no more, by mail (RFC 2369)."""
    AUTOMATIC = "automatic"
    """A machine answers for somebody who is away; nothing follows."""
    OTHER = "other"
    """Somebody wrote, or nobody can say what it is; nothing follows."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a message says that came back.

    Args:
        kind: of message.
        tokens: all in it that look like one of ours; whether one is, its signature says.
        why: of a bounce, why the letter did not arrive.
        status: the enhanced one (RFC 3463); empty where there was none.
        said: what the server said.
    """

    kind: ReturnedKind
    tokens: tuple[str, ...]
    why: Undelivered = Undelivered.UNKNOWN
    status: str = ""
    said: str = ""


class HeardBy(Words):
    """How it was heard that a letter did not arrive."""

    ANSWER = "answer", _("the mail server said so at once")
    MAILBOX = "mailbox", _("a message came back")
    SERVICE = "service", _("the mail service told it")
    COMMAND = "command", _("a file was read by command")
