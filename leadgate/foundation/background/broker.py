"""The broker: where hints to the workers go. Redis when it is set, else a folder of files."""

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from leadgate.foundation.settings import Settings

log = logging.getLogger(__name__)
SOCKET_SECONDS = 0.5
REST_SECONDS = 5.0
AT_MOST_EVERY_SECONDS = 0.1
DRAIN = "leadgate.foundation.drain"
SMALL = "leadgate.foundation.background.filesystem_broker:Transport"


def options(settings: Settings) -> dict[str, Any]:
    """Celery's settings for this broker; never waiting long, because no answered request may depend on it."""
    if settings.redis_url:
        timeouts = {"socket_timeout": SOCKET_SECONDS, "socket_connect_timeout": SOCKET_SECONDS}
        return {"broker_url": settings.redis_url, "broker_transport_options": {**timeouts, "visibility_timeout": 120}}
    folder = settings.data_dir / "broker"
    for part in ("queue", "control"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    places = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }
    return {"broker_url": "filesystem://localhost", "broker_transport": SMALL, "broker_transport_options": places}


def waker(settings: Settings) -> Callable[[], None]:
    """A hint that there is work: after the commit, never raising, never holding a request up.

    Losing one costs a beat of the clock, never the work, which is a row in the database.
    """
    lock = threading.Lock()
    state: dict[str, Any] = {"celery": None, "not_before": 0.0}

    def wake_workers() -> None:
        if monotonic() < state["not_before"] or not lock.acquire(blocking=False):
            return
        try:
            state["celery"] = state["celery"] or _sender(settings)
            state["celery"].send_task(DRAIN, retry=False, ignore_result=True)
            state["not_before"] = monotonic() + AT_MOST_EVERY_SECONDS
        except Exception as trouble:  # noqa: BLE001 - the act is committed; beat finds the work without us
            log.warning("no nudge: %s", type(trouble).__name__)
            state["not_before"] = monotonic() + REST_SECONDS
        finally:
            lock.release()

    return wake_workers


def _sender(settings: Settings) -> Any:
    # Imported here because commands that never nudge should not pay for it.
    from celery import Celery

    sender = Celery("leadgate-nudge")
    sender.conf.update(**options(settings), broker_connection_timeout=SOCKET_SECONDS, task_ignore_result=True)
    return sender
