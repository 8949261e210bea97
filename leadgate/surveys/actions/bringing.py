"""Responses that were given elsewhere: they belong to nobody, claim nobody's consent, and count once all are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, func, select, update

from leadgate.foundation.db import add_row, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.surveys.actions.responses import key_for, scatter_response, sealed_answers
from leadgate.surveys.models import Survey, SurveyResponse
from leadgate.surveys.queries import definition_of
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState

NOON = time(12, tzinfo=UTC)
"""The same day in nearly every zone."""


@dataclass(frozen=True, slots=True)
class BroughtResponse:
    """What somebody answered elsewhere: what it holds, on which day, in which language."""

    held: SealedResponse
    day: date
    language: str


def end_of(day: date, kept_days: int) -> datetime:
    """When a response is to be deleted.

    Args:
        day: on which it was given.
        kept_days: as the survey says.
    """
    return datetime.combine(day, NOON) + timedelta(days=kept_days)


def bring(survey: UUID, version: int, import_id: UUID, responses: Sequence[BroughtResponse]) -> None:
    """Keep responses inside the act at work, each under a key of its own, in no order.

    Args:
        survey: the survey's id.
        version: the number of the published version they are read as.
        import_id: what they come with; they count once `let_count` is called for it.
        responses: each with a day that is not over yet.
    """
    kept_days = definition_of(survey, version).kept_days
    for one in responses:
        number, at = uuid4(), datetime.combine(one.day, NOON)
        key = key_for(None, number)
        add_row(
            SurveyResponse,
            id=number,
            subject_id=number,
            survey_id=survey,
            version=version,
            language=one.language,
            source="",
            seed=0,
            revision=1,
            began_at=at,
            saved_at=at,
            finished_at=at,
            state=ResponseState.ARRIVING,
            expires_at=end_of(one.day, kept_days),
            answers=sealed_answers(number, key, one.held)["answers"],
            import_id=import_id,
        )
        scatter_response(number, anonymous=True)


def let_count(import_id: UUID) -> None:
    """Let all that came with an import count, at once, inside the act at work."""
    mine = update(SurveyResponse).where(SurveyResponse.import_id == import_id)
    session().execute(mine.values(state=ResponseState.FINISHED))


def take_out_import(survey: UUID, import_id: UUID) -> None:
    """Delete all that came with an import, inside the act at work; figures it was part of are shown no more.

    Args:
        survey: the survey's id.
        import_id: the import's.
    """
    keys = [*session().scalars(brought_with(import_id))]
    session().execute(update(Survey).where(Survey.id == survey).values(removals=Survey.removals + 1))
    session().execute(delete(SurveyResponse).where(SurveyResponse.import_id == import_id))
    for at in range(0, len(keys), 500):
        session().execute(delete(VaultKey).where(VaultKey.id.in_(keys[at : at + 500])))


def brought_with(import_id: UUID) -> Select[UUID]:
    """The ids of the responses of an import that are still there, for a statement."""
    return select(SurveyResponse.id).where(SurveyResponse.import_id == import_id)


def count_of(import_id: UUID) -> int:
    """How many these are."""
    return session().scalar(select(func.count()).select_from(brought_with(import_id).subquery())) or 0
