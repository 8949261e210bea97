"""Reading codebooks and what coders decided."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, cast, func, select

from leadgate.foundation.db import session
from leadgate.surveys.coding.suggesting import Learnt, Suggestible
from leadgate.surveys.coding.wording import Decided
from leadgate.surveys.coding.words import words_of
from leadgate.surveys.models import SurveyCode, SurveyCoding

MOST_NAMED = 60


def codebook(survey: UUID, question: str = "") -> Sequence[SurveyCode]:
    """The codes of a question (or of all), oldest first."""
    mine = select(SurveyCode).where(SurveyCode.survey_id == survey).order_by(SurveyCode.made_at, SurveyCode.id)
    return session().scalars(mine.where(SurveyCode.question == question) if question else mine).all()


def codes_by_question(survey: UUID) -> dict[str, list[str]]:
    """The ids of the codes of each question, as they stand in decisions."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in codebook(survey):
        found[one.question].append(str(one.id))
    return found


def suggestible(codes: Sequence[SurveyCode]) -> list[Suggestible]:
    """Codes as suggestions need them."""
    return [
        Suggestible(one.id, frozenset(form for mark in one.marks for form in words_of(mark)), Learnt(**one.learnt))
        for one in codes
    ]


def decisions(survey: UUID) -> Decided:
    """What coders decided about the answers of a survey."""
    rows = session().execute(
        select(SurveyCoding.response_id, SurveyCoding.question, SurveyCoding.codes)
        .where(SurveyCoding.survey_id == survey)
        .order_by(SurveyCoding.at)
    )
    found: dict[UUID, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    for response, question, codes in rows:
        found[response][question].append(frozenset(codes))
    return found


def with_code(survey: UUID, question: str, code: str) -> list[UUID]:
    """Some responses whose answer to a question has a code, as its coders settled it."""
    of_question = select(SurveyCoding).where(SurveyCoding.survey_id == survey, SurveyCoding.question == question)
    named = of_question.where(cast(SurveyCoding.codes, Text).contains(code)).order_by(SurveyCoding.at.desc())
    some = {row.response_id for row in session().scalars(named.limit(MOST_NAMED))}
    given: dict[UUID, list[frozenset[str]]] = defaultdict(list)
    for row in session().scalars(of_question.where(SurveyCoding.response_id.in_(some))):
        given[row.response_id].append(frozenset(row.codes))
    return [response for response, decided in given.items() if code in settled(decided)]


def settled(given: Sequence[frozenset[str]]) -> frozenset[str]:
    """The codes of an answer several coders looked at: those that more than half of them gave."""
    every = frozenset(code for one in given for code in one)
    return frozenset(code for code in every if 2 * sum(code in one for one in given) > len(given))


def newest_decisions() -> dict[UUID, datetime]:
    """When somebody coded an answer last, by survey."""
    rows = session().execute(select(SurveyCoding.survey_id, func.max(SurveyCoding.at)).group_by(SurveyCoding.survey_id))
    return {survey: at for survey, at in rows if at}


def decided_by(account: UUID, survey: UUID, question: str) -> dict[UUID, frozenset[str]]:
    """What one coder decided, by response."""
    rows = session().execute(
        select(SurveyCoding.response_id, SurveyCoding.codes).where(
            SurveyCoding.account_id == account,
            SurveyCoding.survey_id == survey,
            SurveyCoding.question == question,
        )
    )
    return {response: frozenset(codes) for response, codes in rows}
