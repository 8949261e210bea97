"""Gated assets: publishing, opting in, confirming, delivering."""
