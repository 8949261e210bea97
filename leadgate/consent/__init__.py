"""Consent: purposes, their exact wording, asking, giving, withdrawing, receipts."""

from leadgate.consent import sending

__all__ = ["sending"]
