"""Reading all responses of a survey, opened batch by batch."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.queries import restricted_people
from leadgate.surveys import sealed
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.sealed import Held

BATCH = 1_000


def responses_of(survey: UUID, *more: Any, batch: int = BATCH) -> Iterator[tuple[Any, Held]]:
    """Every response with what it holds, but those of people whose data may only be kept (GDPR art. 18)."""
    columns = (
        *(SurveyResponse.id, SurveyResponse.subject_id, SurveyResponse.version, SurveyResponse.state),
        *(SurveyResponse.language, SurveyResponse.source, SurveyResponse.finished_at, SurveyResponse.answers),
        VaultKey.wrapped,
    )
    mine = select(*columns).join(VaultKey, VaultKey.id == SurveyResponse.subject_id)
    mine = mine.where(SurveyResponse.survey_id == survey, *more)
    mine = mine.where(SurveyResponse.subject_id.not_in(restricted_people())).order_by(SurveyResponse.id).limit(batch)
    for row in _in_batches(lambda last: [*session().execute(mine.where(*last))], batch):
        key = installation().vault.opened(row.subject_id, row.wrapped)
        yield row, sealed.from_text(key.open(SurveyResponse.answers, row.id, row.answers))


def _in_batches(read: Callable[[Sequence[Any]], list[Any]], batch: int) -> Iterator[Any]:
    """Rows batch by batch, each after the last of the one before, so that no list holds all."""
    rows = read(())
    while rows:
        yield from rows
        rows = read((SurveyResponse.id > rows[-1].id,)) if len(rows) == batch else []
