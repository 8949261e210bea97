"""What the browser that asked may know about its own request."""

from uuid import UUID

from leadgate.assets import queries
from leadgate.assets.actions.settling import address_of
from leadgate.foundation.vault import KeyDestroyed


def webmail(asked: UUID) -> str | None:
    """Where the mailbox of that request is read, known from its domain alone."""
    row = queries.opt_in(asked)
    try:
        return address_of(row).webmail if row else None
    except KeyDestroyed:
        return None


def waits_for_guardian(asked: UUID) -> bool:
    """Whether that request is a child's, and its mail went to somebody else."""
    row = queries.opt_in(asked)
    return row is not None and row.for_guardian
