"""Taking back: what somebody answered goes at once, and out of every figure."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from leadgate.consent.actions.answering import withdraw
from leadgate.consent.events import ConsentEnded
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.ledger.actions.recording import Circumstances
from leadgate.surveys.actions.cutting_loose import set_free
from leadgate.surveys.actions.responses import delete_response, opened, sealed_answers
from leadgate.surveys.models import Survey, SurveyResponse
from leadgate.surveys.types import ResponseState


@action
def take_back(response: UUID, *, circumstances: Circumstances | None = None) -> None:
    """End the consent a response was kept with, and with it the response; doing it twice is fine.

    Args:
        response: the response's id.
        circumstances: of the click, as evidence, if there is any.
    """
    row = session().get(SurveyResponse, response)
    if row is None:
        return
    survey = session().get_one(Survey, row.survey_id)
    key = installation().vault.key_of(row.subject_id)
    for purpose in (survey.quoting_id, survey.special_id, survey.purpose_id):
        withdraw(key, purpose, method="taken-back", circumstances=circumstances)
    if session().get(SurveyResponse, response):
        forget(row)


def forget_what_is_not_agreed_to(event: ConsentEnded) -> None:
    """Without consent there is no response."""
    for row in _responses(event.person, Survey.purpose_id == event.purpose):
        forget(row)


def forget_what_was_special(event: ConsentEnded) -> None:
    """Without consent to keep sensitive words there are none; the rest of the response stays."""
    for row in _responses(event.person, Survey.special_id == event.purpose):
        held = opened(row)
        if held.special:
            kept = held.only({*held.answers} - {*held.special})
            row.answers = sealed_answers(row.id, installation().vault.key_of(event.person), kept)["answers"]
            row.revision += 1
    session().flush()


def _responses(person: UUID, whose: ColumnElement[bool]) -> Sequence[SurveyResponse]:
    """What a person answered in some surveys."""
    mine = select(SurveyResponse).join(Survey, Survey.id == SurveyResponse.survey_id)
    return session().scalars(mine.where(SurveyResponse.subject_id == person, whose)).all()


def count_erased(event: AboutToErase) -> None:
    """Figures the erased were part of are shown no more; their responses go with everything else of theirs."""
    mine = select(SurveyResponse.survey_id).where(
        SurveyResponse.subject_id.in_(event.people), SurveyResponse.state == ResponseState.FINISHED
    )
    session().execute(update(Survey).where(Survey.id.in_(mine)).values(removals=Survey.removals + 1))


def forget(row: SurveyResponse) -> None:
    """Delete a response inside the act at work; figures it was part of are shown no more."""
    if row.state == ResponseState.FINISHED:
        removals = update(Survey).where(Survey.id == row.survey_id).values(removals=Survey.removals + 1)
        session().execute(removals)
    set_free(row.survey_id, row.seed)
    delete_response(row)
