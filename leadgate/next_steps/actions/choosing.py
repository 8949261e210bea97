"""Choosing what a thank-you page suggests."""

from collections.abc import Sequence
from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row
from leadgate.next_steps.models import NextSteps


@action
def choose(asset: UUID, steps: Sequence[str], *, by: UUID) -> None:
    """Suggest these from now on, and nothing else.

    Args:
        asset: the asset's id.
        steps: each by its name (`NextStep.name`), in the order they are read; none suggests nothing.
        by: the member of staff.
    """
    row = locked(NextSteps, asset)
    if row is None:
        add_row(NextSteps, asset_id=asset, steps=[*steps])
    else:
        row.steps = [*steps]
    audit.record("asset:next-steps", actor=by, subject=asset)
