"""Gated assets: publishing them, asking for them, confirming, delivering."""

from leadgate.assets import occasions, personal, traits

__all__ = ["occasions", "personal", "traits"]
