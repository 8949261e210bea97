"""Looking: seeing people's data is an act of its own, and on the record before anything is shown."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action


@action
def note_look(asset: UUID | None, *, by: UUID) -> None:
    """Note that a member of staff looked at the people of an asset, or at the kept mails."""
    audit.record("lead:look" if asset else "mail:look", actor=by, subject=asset)
