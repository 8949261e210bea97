"""Joining: asking to belong, inviting, waiting, and deciding who is let in."""
