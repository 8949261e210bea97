"""Moderation: the page a moderator begins the day with, over everything that waits in their groups."""
