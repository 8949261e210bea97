"""Sanctions: what is reported, what moderators hide, mute and ban, and the appeal against it."""
