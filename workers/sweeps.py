"""What the clock asks for: sealing, reminding, expiring."""

from leadgate.assets.actions import tidying
from leadgate.erasure.actions import certifying
from leadgate.foundation import limits
from leadgate.groups.actions import attaching, closing, expiring, indexing, telling
from leadgate.groups.actions import reminding as group_reminding
from leadgate.incidents.actions import reminding as incident_reminding
from leadgate.incidents.actions import watching
from leadgate.ledger.actions import sealing
from leadgate.people.verification.actions import sending
from leadgate.profiles.actions import counting as motivation_counting
from leadgate.profiles.actions import learning
from leadgate.retention import forecast
from leadgate.retention.actions import sweeping, warning
from leadgate.rights.actions import reminding
from leadgate.staff.actions import sessions
from leadgate.surveys.actions import following_up
from leadgate.surveys.actions import reporting as survey_reporting
from workers.app import celery

LEARNING_SECONDS = 300
"""Learning holds all it learns from in memory, and so in one task; on one core it takes some twenty seconds."""


@celery.task(name="leadgate.ledger.seal")
def seal() -> None:
    """Seal what was recorded."""
    sealing.seal_all()


@celery.task(name="leadgate.ledger.witness")
def witness() -> None:
    """Keep a copy of the newest root outside the database."""
    sealing.witness()


@celery.task(name="leadgate.people.remind")
def remind() -> None:
    """Remind those who have not proven their address."""
    sending.remind_batch()


@celery.task(name="leadgate.groups.expire")
def expire_requests() -> None:
    """Warn and end requests to join that nobody answers, and end groups whose day has come."""
    expiring.warn_batch()
    expiring.expire_due()
    closing.close_due()


@celery.task(name="leadgate.surveys.report")
def report_surveys() -> None:
    """Work out the figures of surveys that are not what they should be."""
    survey_reporting.report_due()


@celery.task(name="leadgate.surveys.follow_up")
def follow_up() -> None:
    """Ask those whose day has come how it was."""
    following_up.ask_due()


@celery.task(name="leadgate.profiles.learn", time_limit=LEARNING_SECONDS)
def learn() -> None:
    """Learn what good leads have in common, and score those who agree to be compared."""
    learning.work_on_what_is_due()


@celery.task(name="leadgate.profiles.count")
def count_motivations() -> None:
    """Count which motivations convert."""
    motivation_counting.count_due()


@celery.task(name="leadgate.groups.index")
def index_posts() -> None:
    """Index what was said before there was an index."""
    indexing.index_missing()


@celery.task(name="leadgate.groups.tidy")
def tidy_files() -> None:
    """Take files that belong to no post out of the store."""
    attaching.tidy()


@celery.task(name="leadgate.groups.tell")
def tell_members() -> None:
    """Write the collections of what is new whose hour has come, and to moderators for whom something waits."""
    telling.tell_due()
    group_reminding.remind_moderators()


@celery.task(name="leadgate.expire")
def expire() -> None:
    """Take what is past its time, rule by rule."""
    list(sweeping.sweep())


@celery.task(name="leadgate.warn")
def warn() -> None:
    """Tell people before their data goes."""
    warning.warn_all()


@celery.task(name="leadgate.forecast")
def work_out_the_year() -> None:
    """Work out what will go in the coming year."""
    forecast.compute()


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


@celery.task(name="leadgate.rights.remind")
def remind_officers() -> None:
    """Tell the officers what comes due."""
    reminding.remind_officers()


@celery.task(name="leadgate.incidents.watch")
def watch() -> None:
    """Look for what should not happen."""
    watching.watch()


@celery.task(name="leadgate.incidents.remind")
def remind_of_incidents() -> None:
    """Tell the officers that the 72 hours run."""
    incident_reminding.remind_officers()
