"""From an address or a link to the survey or the response, or to the refusal."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from leadgate.foundation import languages
from leadgate.foundation.db import session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.keys.vault import VaultKey
from leadgate.questionnaires.flow import Walk
from leadgate.questionnaires.piping import filled
from leadgate.questions.kinds.item import Words, said
from leadgate.surveys import queries
from leadgate.surveys.actions.cutting_loose import how_it_ended
from leadgate.surveys.actions.responses import Read, read, walk_of
from leadgate.surveys.errors import EndedAnonymously, NoSuchSurvey, ResponseGone
from leadgate.surveys.models import FollowUpLetter, Survey, SurveyResponse
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.room import FOLLOW_UP, RESPONSE
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState, SurveyRow


@dataclass(frozen=True)
class Opened:
    """A response whose link somebody holds."""

    gate: SurveyGate
    read: Read
    walk: Walk
    token: str

    @property
    def row(self) -> SurveyResponse:
        """As it lay in the database."""
        return self.read.row

    @property
    def held(self) -> SealedResponse:
        """What it held."""
        return self.read.held

    def said(self, words: Words) -> str:
        """A text in the reader's language."""
        return said(words, self.gate.language)

    @property
    def is_over(self) -> bool:
        """Whether it is finished."""
        return self.row.state != ResponseState.OPEN

    @property
    def answered(self) -> list[tuple[str, str]]:
        """Every question that was answered, with the answer, in words."""
        items, answers, language = self.gate.definition.items, self.held.answers, self.gate.language
        return [
            (filled(said(items[key].label, language), items, answers, language), items[key].plainly(answer, language))
            for key, answer in answers.items()
        ]


def gate(slug: str, version: str = "") -> SurveyGate:
    """A published survey, in the version somebody has in front of them, or the newest.

    Args:
        slug: of its address.
        version: the number of the version a form was made for, as it was sent.

    Raises:
        NoSuchSurvey: there is none at this address, or it is still a draft.
    """
    found = queries.survey_named(slug)
    if found is None or found.live is None:
        raise NoSuchSurvey
    published = {str(number): number for number in range(1, found.live + 1)}
    return queries.gate_of(found, published.get(version, found.live), languages.of_request())


def survey(survey_id: UUID) -> Survey:
    """A survey, for those who may change it.

    Raises:
        NoSuchSurvey
    """
    found = session().get(Survey, survey_id)
    if found is None:
        raise NoSuchSurvey
    return found


def token_of(response: UUID) -> str:
    """The link by which a respondent comes back to their response."""
    return installation().tokens.make(RESPONSE, response)


_LINKED = (
    select(Survey, SurveyResponse, VaultKey.wrapped)
    .join(SurveyResponse, SurveyResponse.survey_id == Survey.id)
    .join(VaultKey, VaultKey.id == SurveyResponse.subject_id)
    .where(SurveyResponse.id == bindparam("response"))
)


def response(slug: str, token: str) -> Opened:
    """The response a link was made for.

    Raises:
        TokenInvalid, TokenExpired
        NoSuchSurvey: it answers another survey.
        EndedAnonymously: it ended a moment ago, and nothing leads to it any more.
        ResponseGone: it was deleted.
    """
    (number,) = installation().tokens.read(RESPONSE, token)
    found = session().execute(_LINKED, {"response": number}).one_or_none()
    if found is None:
        raise _why_gone(slug, number)
    survey, row, wrapped = found
    if survey.slug != slug:
        raise NoSuchSurvey
    now = read(row, wrapped)
    return Opened(queries.gate_of(survey, row.version, languages.of_request()), now, walk_of(row, now.held), token)


def _why_gone(slug: str, response: UUID) -> Refusal:
    if queries.survey_named(slug) is None:
        return NoSuchSurvey()
    ended = how_it_ended(response)
    return EndedAnonymously(ended) if ended else ResponseGone()


def asked_by_letter(survey: SurveyRow, token: str) -> UUID | None:
    """The person a letter with a survey was written to; nobody where its link is not for this survey or too old."""
    try:
        (number,) = installation().tokens.read(FOLLOW_UP, token)
    except (TokenInvalid, TokenExpired):
        return None
    row = session().get(FollowUpLetter, number)
    return row.person_id if row and row.survey_id == survey.id else None
