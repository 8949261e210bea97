"""Who letters are from that nobody asked for, and how many leave a minute."""

from datetime import datetime, timedelta

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.lead_imports.errors import LettersNeedSender

A_MINUTE = 60
"""Mail services take a sudden flood from somebody they hardly know for spam."""


def refuse_without_sender() -> None:
    """Let no letter leave that does not say whose it is.

    Raises:
        LettersNeedSender: the settings do not.
    """
    if not installation().settings.controller.is_said:
        raise LettersNeedSender


def leaves_at(number: int) -> datetime:
    """When a letter leaves (UTC) behind so many others of its import, if they all began to now."""
    return clock.now() + timedelta(minutes=number / A_MINUTE)
