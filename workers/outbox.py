"""Draining the outbox, on a nudge and by the clock."""

from leadgate.foundation import outbox
from workers.app import celery


@celery.task(name="leadgate.outbox.drain")
def drain() -> None:
    """Work what is due."""
    outbox.drain()


@celery.task(name="leadgate.outbox.prune")
def prune() -> None:
    """Forget what was done more than a day ago."""
    outbox.prune()
