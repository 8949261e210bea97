"""Making a bundle for a page, and handing it out once; what nobody takes is gone after a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from leadgate.bundle import writing
from leadgate.bundle.errors import BundleGone
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.foundation.utc import moment_of
from leadgate.ledger.verification import verify
from leadgate.runs import queries as runs
from leadgate.runs.actions import noting
from leadgate.runs.types import RunAsked

VERIFIES, MAKES = "verify", "bundle"
FOLDER, KEPT_FOR = "bundles/", timedelta(days=1)


def make(run: RunAsked) -> dict[str, Any]:
    """Make a bundle and keep it in the file store until it is taken."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.zip"
        entries = writing.write(path, by=run.by)
        with path.open("rb") as file:
            installation().storage.put(f"{FOLDER}{run.id}.zip", file)
        return {"entries": entries, "bytes": path.stat().st_size, "until": (clock.now() + KEPT_FOR).isoformat()}


def verify_all(_run: RunAsked) -> dict[str, Any]:
    """Verify the whole ledger."""
    return dict(vars(verify()))


def take(run_id: UUID, *, by: UUID) -> Iterator[bytes]:
    """Hand a bundle out, which is done once.

    Args:
        run_id: that made it.
        by: the account that takes it.

    Returns:
        Its bytes, in parts.

    Raises:
        BundleGone: it was taken, or is too old.
    """
    run, name = runs.run(run_id), f"{FOLDER}{run_id}.zip"
    if run is None or not run.result or not installation().storage.has(name) or not _is_taken(run_id, by):
        raise BundleGone
    return installation().storage.read(name, 0, int(run.result["bytes"]))


@action
def _is_taken(run_id: UUID, by: UUID) -> bool:
    audit.record("bundle:take", actor=by, subject=run_id)
    return noting.take(run_id)


def forget_old() -> None:
    """Delete bundles that were taken an hour ago, or that nobody took for a day."""
    store = installation().storage
    for name, _size in list(store.files(FOLDER)):
        run = runs.run(UUID(name.removeprefix(FOLDER).removesuffix(".zip")))
        over = run is None or (run.taken_at and run.taken_at < clock.now() - timedelta(hours=1))
        if over or (run and run.result and moment_of(run.result["until"]) < clock.now()):
            store.delete(name)
