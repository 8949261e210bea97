"""Reading sweeps."""

from collections.abc import Sequence

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.retention.models import Sweep, SweepState

SHOWN_MOST = 20


def last_sweeps() -> Sequence[Sweep]:
    """The newest sweeps that found something."""
    return session().scalars(select(Sweep).order_by(Sweep.moved_at.desc()).limit(SHOWN_MOST)).all()


def waiting_sweeps() -> Sequence[Sweep]:
    """Sweeps that would take so much that somebody has to look first."""
    return session().scalars(select(Sweep).where(Sweep.state == SweepState.WAITING)).all()
