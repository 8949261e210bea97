"""Coding answers: the codebook of a question, and what coders decide."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select, update

from leadgate.coding.errors import CodeWithoutName, NoSuchCode
from leadgate.coding.models import SurveyCode, SurveyCoding
from leadgate.coding.suggesting import Learnt
from leadgate.coding.words import phrases
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.surveys.actions.publishing import lock_survey
from leadgate.surveys.responses import subjects_of

MOST_CODES = 60


@action
def add_code(survey: UUID, question: str, name: str, meaning: str, marks: str, *, by: UUID | None = None) -> UUID:
    """Add a code to the codebook of a question.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        name: which no other code of the question has, in whatever case.
        meaning: for the coders.
        marks: words and phrases that mean it, as they were typed, with commas or lines between.
        by: the member of staff; None on the command line.

    Returns:
        The code's id.

    Raises:
        CodeWithoutName: it has none, another has the same, or there are sixty already.
    """
    refuse_name(survey, question, name)
    new = new_id()
    code = SurveyCode(
        id=new,
        survey_id=survey,
        question=question,
        name=name,
        meaning=meaning,
        marks=phrases(marks),
        learnt={},
        made_at=clock.now(),
    )
    session().add(code)
    audit.record("survey:code", actor=by, subject=survey)
    return new


def refuse_name(survey: UUID, question: str, name: str, but: UUID | None = None) -> None:
    """Refuse a name no code can have.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        name: as it would be.
        but: the code whose own name it may be.

    Raises:
        CodeWithoutName: it is empty, another code has the same in whatever case, or there are sixty others already.
    """
    lock_survey(survey)
    mine = select(SurveyCode).where(SurveyCode.survey_id == survey, SurveyCode.question == question)
    others = [one for one in session().scalars(mine) if one.id != but]
    if not name or len(others) >= MOST_CODES or name.casefold() in {one.name.casefold() for one in others}:
        raise CodeWithoutName


@action
def change_code(code: UUID, name: str, meaning: str, marks: str, *, by: UUID | None = None) -> None:
    """Change a code; what was coded with it stays.

    Args:
        code: the code's id.
        name: which no other code of the question has, in whatever case.
        meaning: for the coders.
        marks: words and phrases that mean it, as they were typed, with commas or lines between.
        by: the member of staff; None on the command line.

    Raises:
        NoSuchCode: it is not in a codebook any more.
        CodeWithoutName: the name is empty, or another code has the same.
    """
    row = session().get(SurveyCode, code)
    if row is None:
        raise NoSuchCode
    refuse_name(row.survey_id, row.question, name, but=code)
    row.name, row.meaning, row.marks = name, meaning, phrases(marks)
    audit.record("survey:code", actor=by, subject=row.survey_id)


@action
def remove_code(code: UUID, *, by: UUID | None = None) -> None:
    """Take a code out of its codebook, and off every answer; twice is fine.

    Args:
        code: the code's id.
        by: the member of staff; None on the command line.
    """
    row = session().get(SurveyCode, code)
    if row is None:
        return
    coded = select(SurveyCoding).where(SurveyCoding.survey_id == row.survey_id, SurveyCoding.question == row.question)
    for one in session().scalars(coded):
        one.codes = [given for given in one.codes if given != str(code)]
    session().delete(row)
    audit.record("survey:code", actor=by, subject=row.survey_id)


@action
def decide(survey: UUID, question: str, given: Mapping[UUID, Collection[str]], *, by: UUID) -> int:
    """Note which codes a coder gives to answers, none of them included.

    An answer that was taken back in the meantime is left out, a code that is gone as well.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        given: the ids of codes, as text, by the id of the response; what this coder gave before is replaced.
        by: the coder.

    Returns:
        How many answers were noted.
    """
    mine = select(SurveyCode.id).where(SurveyCode.survey_id == survey, SurveyCode.question == question)
    known = {str(one) for one in session().scalars(mine)}
    rows = subjects_of(survey, given)
    keys = [SurveyCoding.response_id, SurveyCoding.question, SurveyCoding.account_id]
    for response, subject in rows.items():
        said = {"codes": sorted(known.intersection(given[response])), "at": clock.now()}
        row = {"response_id": response, "question": question, "account_id": by, "subject_id": subject} | said
        noted = upsert(SurveyCoding).values(survey_id=survey, **row)
        session().execute(noted.on_conflict_do_update(index_elements=keys, set_=said))
    return len(rows)


@action
def keep_learnt(learnt: Mapping[UUID, Learnt]) -> None:
    """Keep what was learnt of codes."""
    for code, one in learnt.items():
        plain = {"weights": dict(one.weights), "bias": one.bias, "agreement": one.agreement}
        session().execute(update(SurveyCode).where(SurveyCode.id == code).values(learnt=plain))
