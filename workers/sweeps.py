"""What the clock asks for: sealing, reminding, expiring."""

from leadgate.assets.actions import settling, tidying
from leadgate.erasure.actions import certifying
from leadgate.foundation import clock, forgetting, limits
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
    while forgetting.expire_batch(clock.now()):
        pass


@celery.task(name="leadgate.tidy")
def tidy() -> None:
    """Put away counters, sessions and kept mails whose time is over."""
    limits.prune()
    sessions.end_old()
    tidying.tidy()


@celery.task(name="leadgate.erasure.finish")
def finish_erasures() -> None:
    """Finish erasures that nothing else would."""
    certifying.finish_all()
