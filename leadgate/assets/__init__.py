"""Gated assets: publishing them, asking for them, confirming, delivering."""

from leadgate.assets import mail, occasions, personal, traits, verifications

__all__ = ["mail", "occasions", "personal", "traits", "verifications"]
