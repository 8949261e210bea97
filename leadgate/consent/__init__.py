"""Consent: purposes, their exact wording, asking, giving, withdrawing, receipts."""
