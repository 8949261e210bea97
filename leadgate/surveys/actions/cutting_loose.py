"""Cutting loose: a finished anonymous response moves to another id and another key.

Neither its link nor the form it came with, nor anything in a table, leads to it any more. What is known for two days is
that the one that was there before has ended, so that whoever presses twice meets the end twice; and that the form it
began with was used up, so that whoever goes back and sends it with other answers does not count twice.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.databases.scattering import scatter
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.installation import installation
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
    _note_ended(number, state)
    return uuid4()


def _note_ended(number: UUID, state: ResponseState) -> None:
    add_row(EndedResponse, id=number, state=state, day=moment(anonymous=True))
    scatter(EndedResponse, number)


def how_it_ended(number: UUID) -> ResponseState | None:
    """How the anonymous response ended that had an id; None where none did in the last two days."""
    row = session().get(EndedResponse, number)
    return row.state if row else None


def use_up(survey: UUID, seed: int, state: ResponseState) -> None:
    """Note that a response ended, in the act at work, which began with the page that had a seed.

    Of two acts at once that note the same one is done anew, and meets what the other has noted.

    Args:
        survey: the survey's id.
        seed: of the first page: no two have the same, but by a chance of one in two thousand million.
        state: how it ended.
    """
    _note_ended(_mark(survey, seed), state)


def is_used_up(survey: UUID, seed: int) -> bool:
    """Whether a response ended in the last two days that began with the page that had this seed.

    Args:
        survey: the survey's id.
        seed: of the first page.
    """
    return how_it_ended(_mark(survey, seed)) is not None


def set_free(survey: UUID, seed: int) -> None:
    """Let the page with a seed be sent once more, because what came of it is deleted.

    Args:
        survey: the survey's id.
        seed: of the first page.
    """
    session().execute(delete(EndedResponse).where(EndedResponse.id == _mark(survey, seed)))


def _mark(survey: UUID, seed: int) -> UUID:
    """What a first page is known by: a keyed hash, in which no response has a part."""
    return UUID(bytes=installation().vault.blind_index("survey-page", f"{survey}/{seed}")[:16], version=4)


@action
def forget_ended() -> None:
    """Forget what ended longer ago than anybody presses twice."""
    session().execute(delete(EndedResponse).where(EndedResponse.day < clock.now() - KNOWN_FOR))
