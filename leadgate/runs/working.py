"""Doing a run: beside what the worker does otherwise, so that nothing waits for it, and for an hour at most.

A worker that ends takes its runs with it; after ten minutes of silence they count as lost, and can be asked for again.
"""

import logging
import threading
from time import monotonic
from uuid import UUID

from flask import Flask, current_app
from flask_babel import force_locale, gettext

from leadgate.foundation.background import progress
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.logs import innermost_of_ours
from leadgate.runs import queries
from leadgate.runs.actions import noting
from leadgate.runs.errors import RunTooLong
from leadgate.runs.models import LongRun
from leadgate.runs.types import RunAsked, RunWork

log = logging.getLogger(__name__)
MOST_SECONDS = 3_600
SAYS_EVERY_SECONDS = 1.0


def begin(run: str) -> None:
    """Begin a run beside the worker's other work; whoever comes second leaves it to the first."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if noting.begin(UUID(run)):
        threading.Thread(target=_apart, args=(app, installation(), UUID(run)), daemon=True, name=f"run {run}").start()


def _apart(app: Flask, here: Installation, run_id: UUID) -> None:
    with app.app_context(), here.opened():
        run = queries.run(run_id)
        work: RunWork | None = here.house.run(run.kind) if run else None
        if run and work:
            with force_locale(run.language.replace("-", "_")), progress.heard_by(_Noted(here, run_id)):
                _do(work, run)


def _do(work: RunWork, run: LongRun) -> None:
    run_id, kind = run.id, run.kind
    try:
        noting.end_well(run_id, work(RunAsked(run_id, run.about, run.by)))
    except Refusal as refusal:
        noting.end_badly(run_id, str(refusal))
    except Exception as trouble:  # noqa: BLE001 - whatever it is, whoever asked has to hear that it ended
        name, where = type(trouble).__name__, innermost_of_ours(trouble)
        log.error("run %s (%s) failed: %s at %s", run_id, kind, name, where)
        noting.end_badly(run_id, gettext("It failed (%(kind)s); the worker's log says where.", kind=name))


class _Noted:
    """Notes how far a run is, once a second, on the installation it was asked for on, and ends what takes too long."""

    def __init__(self, here: Installation, run_id: UUID) -> None:
        self._here, self._run_id = here, run_id
        self._ends, self._says_at = monotonic() + MOST_SECONDS, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now > self._ends:
            raise RunTooLong
        if now > self._says_at:
            self._says_at = now + SAYS_EVERY_SECONDS
            with self._here.opened():  # whoever is at work may have another one open: a copy beside it
                noting.note_progress(self._run_id, done, total)
