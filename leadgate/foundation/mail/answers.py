"""What mail servers answer, as what it means for an address: gone, full, refused by a rule, or nothing known.

By the enhanced status (RFC 3463, RFC 5248, RFC 7505) first, and by words where that says too little. Servers say
5.1.1 of what their filters caught, and 5.7.1 of people they do not know; so words about rules outweigh a status that
calls an address dead, and only words that leave no doubt make one of anything else. Whoever is wrong here leaves
somebody out who wanted the letter: in doubt it is `UNKNOWN`, which has no consequence.
"""

import re

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Undelivered(Words):
    """Why a letter did not arrive."""

    GONE = "gone", _("no such mailbox")
    FULL = "full", _("mailbox full")
    LATER = "later", _("not now")
    """The server was busy, or could not be reached, until there was no more trying."""
    REFUSED = "refused", _("refused by a rule of the server's")
    TOO_LARGE = "too-large", _("too large")
    UNKNOWN = "unknown", _("no reason that is understood")

    @property
    def is_soft(self) -> bool:
        """Whether the mailbox may take letters again by itself."""
        return self in (Undelivered.FULL, Undelivered.LATER)


_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([245]\d\d)(?![\d.])")
_BY_STATUS = {
    **dict.fromkeys(("1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4", "4.310"), Undelivered.GONE),
    **dict.fromkeys(("2.2",), Undelivered.FULL),
    **dict.fromkeys(("2.3", "3.4"), Undelivered.TOO_LARGE),
    **dict.fromkeys(("1.7", "1.8", "1.9"), Undelivered.REFUSED),
    **dict.fromkeys(("4.1", "4.2", "4.3", "4.5", "4.6", "4.7", "4.312", "4.316", "3.2", "3.1"), Undelivered.LATER),
}
"""By subject and detail of what is permanent; the subjects 6 (content) and 7 (policy) are rules of the server's."""
_BY_SUBJECT = {"6": Undelivered.REFUSED, "7": Undelivered.REFUSED}
_RULE = re.compile(
    r"spam|block(?:ed|list)|black ?list|\b(?:rbl|dnsbl|spf|dkim|dmarc)\b|policy|policies|reputation|prohibited|"
    r"suspicious|content (?:rejected|filter)|virus|malware|abuse|not authori[sz]ed to send|unsolicited|greylist|"
    r"rate limit|too many (?:messages|connections|recipients)|banned|relay(?:ing)? (?:access )?denied|unauthenticated",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"quota|mail ?box (?:is )?(?:full|exceeded)|(?:exceed|over|out of|insufficient|not enough).{0,40}(?:storage|space)|"
    r"storage (?:allocation|limit)|too full",
    re.IGNORECASE,
)
_LARGE = re.compile(r"(?:message|size).{0,30}(?:too (?:large|big)|exceeds|limit)|too large", re.IGNORECASE)
_GONE = re.compile(
    r"(?:no such|unknown|unrouteable|invalid|nonexist\w*|non-exist\w*) (?:user|recipient|account|mail ?box|person|"
    r"address|local[ -]part|domain|host|alias)|(?:user|recipient|account|mail ?box|address|alias|mailaddress)\S* "
    r"(?:\S+ ){0,3}?(?:unknown|not (?:found|known|exist|listed|valid)|is invalid|does(?: not|n'?t) exist|disabled|"
    r"is (?:inactive|suspended|closed|not active)|no longer (?:valid|active|exists|available))|user doesn'?t have|"
    r"does(?: not|n'?t) have an? \S+ account|no mail ?box (?:here|by)|not our customer|address(?:ee)? unknown|"
    r"(?:user|account).{0,20}(?:deactivated|terminated|expired)|not a (?:valid|known) (?:user|recipient|mailbox)|"
    r"host (?:or domain name )?not found|domain (?:does not exist|not found)|name service error.{0,60}not found",
    re.IGNORECASE,
)


def status_in(text: str) -> str:
    """The first enhanced status of an answer: `5.1.1`; empty where it has none.

    Args:
        text: what a server said.
    """
    found = _STATUS.search(text)
    return ".".join(str(int(part)) for part in found.groups()) if found else ""


def code_in(text: str) -> int | None:
    """The first reply code of an answer (RFC 5321, section 4.2); None where it has none.

    Args:
        text: what a server said.
    """
    found = _CODE.search(text)
    return int(found[1]) if found else None


def meaning_of(code: int | None, status: str, text: str) -> Undelivered:
    """What an answer means for the address it was about.

    Args:
        code: of the reply (RFC 5321, section 4.2); None where there was none.
        status: the enhanced one; empty where there was none.
        text: what the server said.
    """
    status = status or status_in(text)
    if _is_for_now(code, status):
        return Undelivered.FULL if status.endswith(".2.2") or _FULL.search(text) else Undelivered.LATER
    by_status = _permanent(status)
    if _RULE.search(text):
        return Undelivered.REFUSED
    if _FULL.search(text):
        return Undelivered.FULL
    if by_status is not Undelivered.GONE and _GONE.search(text):
        return Undelivered.GONE
    if by_status is Undelivered.UNKNOWN and _LARGE.search(text):
        return Undelivered.TOO_LARGE
    return by_status


def _is_for_now(code: int | None, status: str) -> bool:
    return status.startswith("4.") if status else code is not None and 400 <= code < 500


def _permanent(status: str) -> Undelivered:
    class_, _dot, rest = status.partition(".")
    if class_ != "5":
        return Undelivered.UNKNOWN
    return _BY_STATUS.get(rest, _BY_SUBJECT.get(rest.partition(".")[0], Undelivered.UNKNOWN))
