"""Beat's schedule, kept in memory only."""

from celery.beat import Scheduler


class Forgetful(Scheduler):  # type: ignore[misc]
    """Starts anew each time: every task may run again at once, and none minds."""
