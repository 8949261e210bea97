"""Reading runs."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.runs.models import LongRun


def newest(kind: str, about: str | None = None) -> LongRun | None:
    """The run of a kind that was asked for last; None before the first.

    Args:
        kind: which.
        about: what it is about; whatever it is when it is missing.
    """
    mine = select(LongRun).where(LongRun.kind == kind).order_by(LongRun.id.desc()).limit(1)
    return session().scalar(mine if about is None else mine.where(LongRun.about == about))


def run(run_id: UUID) -> LongRun | None:
    """The run of that number."""
    return session().get(LongRun, run_id)
