"""What can stand."""

from enum import StrEnum


class StandingKind(StrEnum):
    """What somebody has asked for that stands until they themselves end it."""

    OPT_OUT = "opt-out"
    """Their data is handed to nobody (GDPR art. 21, CCPA 1798.120)."""
    RESTRICTION = "restriction"
    """Their data is kept and not used (GDPR art. 18)."""
