"""What somebody asks for, as typed and of the right shape."""

from dataclasses import dataclass
from datetime import date

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _
from leadgate.rights.clocks import Regime, Right
from leadgate.rights.models import Whom

REGIONS = {"eu": [Regime.GDPR], "california": [Regime.CCPA], "": [Regime.GDPR, Regime.CCPA]}
"""Where somebody says they live, and the laws whose clocks then run; both when they do not say."""


@dataclass(frozen=True, slots=True)
class TypedPrivacyRequest:
    """One privacy request before it is kept."""

    right: Right
    email: str
    whom: Whom = Whom.SELF
    subject_email: str = ""
    details: str = ""
    region: str = ""
    mandate: bytes = b""


class CameBy(Words):
    """How a request came."""

    LETTER = "letter", _("by letter")
    TELEPHONE = "telephone", _("by telephone")
    MAIL = "mail", _("by e-mail")
    IN_PERSON = "in-person", _("in person")


@dataclass(frozen=True, slots=True)
class TakenDown:
    """How a request came that is taken down.

    Args:
        by: the way it came.
        on: the day it came, where the installation is.
        checked: how the officer knows who asks.
    """

    by: CameBy
    on: date
    checked: str
