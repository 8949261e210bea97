"""Meetups: when the members of a group meet, and the calendar they follow it in."""
