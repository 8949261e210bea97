"""What the clock asks for: sealing, reminding, expiring."""

from leadgate.assets.actions import settling, tidying
from leadgate.foundation import clock, limits, register
from leadgate.ledger.actions import sealing
from leadgate.staff.actions import sessions
from workers.app import celery


@celery.task(name="leadgate.ledger.seal")
def seal() -> None:
    """Seal what was recorded."""
    sealing.seal_all()


@celery.task(name="leadgate.ledger.witness")
def witness() -> None:
    """Keep a copy of the newest root outside the database."""
    sealing.witness()


@celery.task(name="leadgate.assets.remind")
def remind() -> None:
    """Remind those who have not confirmed."""
    settling.remind_batch()


@celery.task(name="leadgate.expire")
def expire() -> None:
    """Delete what is past its date, batch by batch."""
    while register.expire_batch(clock.now()):
        pass


@celery.task(name="leadgate.tidy")
def tidy() -> None:
    """Put away counters, sessions and kept mails whose time is over."""
    limits.prune()
    sessions.end_old()
    tidying.tidy()


celery.conf.beat_schedule["seal"] = {"task": seal.name, "schedule": 5.0, "options": {"expires": 5}}
celery.conf.beat_schedule["witness"] = {"task": witness.name, "schedule": 600.0}
celery.conf.beat_schedule["remind"] = {"task": remind.name, "schedule": 300.0}
celery.conf.beat_schedule["expire"] = {"task": expire.name, "schedule": 60.0}
celery.conf.beat_schedule["tidy"] = {"task": tidy.name, "schedule": 900.0}
