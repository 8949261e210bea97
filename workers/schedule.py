"""The clock: when what is due is looked for. It knows tasks by name only, so that it stays small.

Every task may run twice, late or at once; none minds. The schedule holds no truth, so it is kept nowhere: at its start
everything is asked for once. Counted from the start, what comes once an hour would never come where processes live for
less. Whether anything is due, each act sees by what is kept.
"""

from datetime import UTC, datetime

from celery import Celery
from celery.beat import Scheduler

import config
from leadgate.foundation.background import broker
from leadgate.foundation.house.assembly import assemble
from leadgate.rooms import ROOMS

EVERY_SECONDS = {name: task.every.total_seconds() for name, (_, task) in assemble(ROOMS).schedule.items()}


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Forgetful(Scheduler):  # type: ignore[misc]
    """Starts anew each time."""


clock = Celery("leadgate-clock")
clock.conf.update(
    **broker.options(config.load()),
    task_ignore_result=True,
    timezone="UTC",
    enable_utc=True,
    beat_schedule={
        name: {
            "task": name,
            "schedule": seconds,
            "last_run_at": LONG_AGO,
            "options": {"expires": max(seconds, 60.0)},
        }
        for name, seconds in EVERY_SECONDS.items()
    },
)
