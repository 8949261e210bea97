"""The Celery application. A task carries no data and holds no rule: it opens the installation and performs one act.

The broker is only a hint that there is work. Without Redis it is a folder of files, which can lose a message; what is
due lies in the database, and the clock looks every few seconds.
"""

import logging
import os
import warnings
from collections.abc import Callable
from typing import Any

from celery import Celery, Task
from celery.platforms import SecurityWarning
from celery.signals import setup_logging, worker_init, worker_process_init

import config
from leadgate.app import create_app
from leadgate.foundation.background import broker
from leadgate.foundation.background.running_mark import hold
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.loading import collect_again, stop_collecting
from leadgate.foundation.house.rooms import Ref, Room
from leadgate.foundation.installation import Installation
from leadgate.foundation.logs import speak_json
from leadgate.foundation.settings import Settings
from leadgate.rooms import ROOMS
from leadgate.running.ending import end_with_parent
from workers.interrupted_well import InterruptedWell
from workers.taking_nothing import TakingNothing

TASK_SECONDS = 60
# Only JSON is accepted, so running as root is no door for code; `doctor` advises against it.
warnings.filterwarnings("ignore", category=SecurityWarning)


class OneAct(Task):  # type: ignore[misc]
    """What every task needs around it: the installation, the templates' application, and a log without data."""

    abstract = True
    _here: Installation | None = None
    _flask: Any = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Perform the task on the installation of this process."""
        if OneAct._here is None:
            stop_collecting()
            OneAct._here = Installation.built_from(settings, house)
            hold(settings.data_dir)
            OneAct._flask = create_app(OneAct._here)
            collect_again()
        with OneAct._flask.app_context(), OneAct._here.opened():
            return super().__call__(*args, **kwargs)


def create_celery(settings: Settings) -> Celery:
    """A Celery application on the broker of these settings."""
    made = Celery("leadgate", task_cls=OneAct)
    made.conf.update(
        **broker.options(settings),
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        task_time_limit=TASK_SECONDS,
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_heartbeat=0,
        timezone="UTC",
        enable_utc=True,
    )
    made.steps["worker"].add(InterruptedWell)
    made.steps["consumer"].add(TakingNothing)
    return made


@setup_logging.connect
def log_json(**_: Any) -> None:
    """Write the log as the web does."""
    speak_json()
    logging.getLogger("kombu.connection").setLevel(logging.ERROR)


@worker_process_init.connect
def forget_inherited_connections(**_: Any) -> None:
    """A forked child opens its own connections: two processes on one would garble both."""
    OneAct._here = None


class _Worker:
    pid = 0


@worker_init.connect
def note_the_worker(**_: Any) -> None:
    """Who the worker is, before it has children: one that is killed while a child begins is not its parent any more."""
    _Worker.pid = os.getpid()


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A worker that is killed leaves none of its children behind, those included that have only just begun.

    A worker without children does their work itself, and ends with whoever started it.
    """
    end_with_parent(os.getppid() if _Worker.pid in (0, os.getpid()) else _Worker.pid)


def _task(room: Room, act: Ref) -> Callable[[], None]:
    def task() -> None:
        house.resolve(room, act)()

    return task


settings, house = config.load(), assemble(ROOMS)
celery = create_celery(settings)
for name, (room, declared) in house.schedule.items():
    celery.task(name=name, time_limit=declared.seconds)(_task(room, declared.run))
collect_again()
