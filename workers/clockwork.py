"""The clock: when what is due is looked for. It knows tasks by name only, so that it stays small.

Every task may run twice, late or at once; none minds. The schedule holds no truth, so it is kept nowhere.
"""

from celery import Celery
from celery.beat import Scheduler

import config
from leadgate.foundation import broker

EVERY_SECONDS = {
    "leadgate.outbox.drain": 3.0,
    "leadgate.ledger.seal": 5.0,
    "leadgate.expire": 60.0,
    "leadgate.people.remind": 300.0,
    "leadgate.groups.expire": 300.0,
    "leadgate.groups.tell": 300.0,
    "leadgate.groups.index": 900.0,
    "leadgate.groups.tidy": 3600.0,
    "leadgate.surveys.report": 15.0,
    "leadgate.surveys.follow_up": 300.0,
    "leadgate.profiles.learn": 15.0,
    "leadgate.profiles.count": 15.0,
    "leadgate.erasure.finish": 300.0,
    "leadgate.incidents.watch": 300.0,
    "leadgate.incidents.remind": 900.0,
    "leadgate.ledger.witness": 600.0,
    "leadgate.tidy": 900.0,
    "leadgate.rights.remind": 3600.0,
    "leadgate.warn": 3600.0,
    "leadgate.forecast": 3600.0,
    "leadgate.outbox.prune": 3600.0,
}


class Forgetful(Scheduler):  # type: ignore[misc]
    """Starts anew each time."""


clock = Celery("leadgate-clock")
clock.conf.update(
    **broker.options(config.load()),
    task_ignore_result=True,
    timezone="UTC",
    enable_utc=True,
    beat_schedule={
        name: {"task": name, "schedule": seconds, "options": {"expires": max(seconds, 60.0)}}
        for name, seconds in EVERY_SECONDS.items()
    },
)
