"""Backing off: how long to wait before the next try, longer each time."""

from datetime import timedelta

MOST_DOUBLINGS = 16
"""More make a number no clock can add."""


def pause_after(troubles: int, first: timedelta, longest: timedelta) -> timedelta:
    """The pause after trouble.

    Args:
        troubles: how often in a row there was trouble before this one.
        first: the pause after the first; each further one is twice as long.
        longest: no pause is longer.
    """
    doublings = 1 << min(troubles, MOST_DOUBLINGS)
    return min(first * doublings, longest)
