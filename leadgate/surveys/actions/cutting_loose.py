"""Cutting loose: a finished anonymous response moves to another id and another key.

Neither its link nor the form it came with, nor anything in a table, leads to it any more. What is known for two days is
that the one that was there before has ended, so that whoever presses twice meets the end twice.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.databases.scattering import scatter
from leadgate.foundation.db import action, add_row, session
from leadgate.surveys.actions.responses import moment
from leadgate.surveys.models import EndedResponse
from leadgate.surveys.types import ResponseState

KNOWN_FOR = timedelta(days=2)


def cut_loose(number: UUID, state: ResponseState) -> UUID:
    """Another id for an anonymous response that ends in the act at work.

    Args:
        number: the id it had, or would have had.
        state: how it ends.

    Returns:
        The id it is kept under, which is nowhere else.
    """
    add_row(EndedResponse, id=number, state=state, day=moment(anonymous=True))
    scatter(EndedResponse, number)
    return uuid4()


def how_it_ended(number: UUID) -> ResponseState | None:
    """How the anonymous response ended that had an id; None where none did in the last two days."""
    row = session().get(EndedResponse, number)
    return row.state if row else None


@action
def forget_ended() -> None:
    """Forget what ended longer ago than anybody presses twice."""
    session().execute(delete(EndedResponse).where(EndedResponse.day < clock.now() - KNOWN_FOR))
