"""Consent: purposes, their exact wording, asking, giving, withdrawing, receipts."""

from leadgate.consent import personal, sending
from leadgate.consent.actions import replaying

__all__ = ["personal", "replaying", "sending"]
