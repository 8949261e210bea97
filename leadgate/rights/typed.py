"""What somebody asks for, as typed and of the right shape."""

from dataclasses import dataclass

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
