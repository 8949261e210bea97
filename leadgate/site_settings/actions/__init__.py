"""Choosing settings, and keeping the pictures of the brand."""
