"""The sender: one thread a process, beside the worker's other work, as long as there is anything to send."""

import logging
import threading
import time

from flask import Flask, current_app

from leadgate.foundation import clock
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.logs import innermost_of_ours
from leadgate.letter_sending import queries, relays
from leadgate.letter_sending.actions import claiming, copying
from leadgate.letter_sending.leaving.passing import Wires, pass_on

log = logging.getLogger(__name__)
_at_work = threading.Lock()
SOON = 5.0
"""Seconds."""


def wake() -> None:
    """Have this process send what is due, if it does not already."""
    if claiming.is_anything_to_do() and relays.any_set() and _at_work.acquire(blocking=False):
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        threading.Thread(target=_apart, args=(app, installation()), daemon=True, name="letters").start()


def _apart(app: Flask, here: Installation) -> None:
    try:
        while _some(app, here):
            pass
    finally:
        _at_work.release()


def _some(app: Flask, here: Installation) -> bool:
    """Work for a while under the settings of that moment; answers whether there may be more to do."""
    with app.app_context(), here.opened():
        try:
            return send_what_is_due(seconds=20)
        except Exception as trouble:  # noqa: BLE001 - the clock wakes it again; what it had comes back by itself
            log.warning("sending letters stopped: %s at %s", type(trouble).__name__, innermost_of_ours(trouble))
            return False


def send_what_is_due(seconds: float = 20.0) -> bool:
    """Make copies and send what is due, for a while.

    Args:
        seconds: about how long.

    Returns:
        Whether there may be more to do now.
    """
    worker, wires, ends = new_id(), Wires(), time.monotonic() + seconds
    try:
        while time.monotonic() < ends:
            if letter := queries.being_copied():
                copying.copy_some(letter)
            elif not pass_on(worker, wires) and not _waited():
                claiming.finish_empty()
                return False
    finally:
        wires.close()
    return True


def _waited() -> bool:
    """Wait for a way that is free soon, as a pace has it; the clock wakes the sender for later ones."""
    free = claiming.free_from()
    seconds = (free - clock.now()).total_seconds() if free else SOON
    if seconds >= SOON:
        return False
    time.sleep(max(seconds, 0.01))
    return True
