"""Gated assets: publishing them, asking for them, confirming, delivering."""

from leadgate.assets import personal

__all__ = ["personal"]
