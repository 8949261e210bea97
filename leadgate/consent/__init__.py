"""Consent: purposes, their exact wording, asking, giving, withdrawing, receipts."""

from leadgate.consent import sending
from leadgate.consent.actions import replaying

__all__ = ["replaying", "sending"]
