"""Gated assets: publishing them, asking for them, confirming, delivering."""
