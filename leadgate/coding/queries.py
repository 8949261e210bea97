"""Reading codebooks and what coders decided."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, cast, exists, func, select

from leadgate.coding.models import SurveyCode, SurveyCoding
from leadgate.coding.suggesting import Learnt, Suggestible
from leadgate.coding.types import Decided
from leadgate.coding.words import words_of
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation

MOST_NAMED = 60


def codebook(survey: UUID, question: str = "") -> Sequence[SurveyCode]:
    """The codes of a question (or of all), oldest first.

    Args:
        survey: the survey's id.
        question: its key in the survey; all when empty.
    """
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
        Suggestible(one.id, [frozenset(words_of(mark)) for mark in one.marks], Learnt(**one.learnt), index_of(one.id))
        for one in codes
    ]


def index_of(code: UUID | str) -> Callable[[str], str]:
    """The keyed hash under which a word is learnt for a code; that of the same word for another code is another one."""
    vault = installation().vault
    return lambda word: vault.blind_index(f"code-word/{code}", word)[:8].hex()


def decisions(survey: UUID, *more: ColumnElement[bool]) -> Decided:
    """What coders decided about answers, by response and question: a set of codes from each coder, oldest first.

    Args:
        survey: the survey's id.
        more: conditions on `SurveyCoding` that narrow it down.
    """
    rows = session().execute(
        select(SurveyCoding.response_id, SurveyCoding.question, SurveyCoding.codes)
        .where(SurveyCoding.survey_id == survey, *more)
        .order_by(SurveyCoding.at)
    )
    found: dict[UUID, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    for response, question, codes in rows:
        found[response][question].append(frozenset(codes))
    return found


def with_code(survey: UUID, question: str, code: str) -> list[UUID]:
    """Some responses whose answer to a question has a code, as its coders settled it.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        code: the code's id, as text.
    """
    of_question = (SurveyCoding.survey_id == survey) & (SurveyCoding.question == question)
    named = select(SurveyCoding.response_id).where(of_question, cast(SurveyCoding.codes, Text).contains(code))
    some = set(session().scalars(named.order_by(SurveyCoding.at.desc()).limit(MOST_NAMED)))
    given = decisions(survey, of_question, SurveyCoding.response_id.in_(some))
    return [response for response, decided in given.items() if code in settled(decided[question])]


def settled(given: Sequence[frozenset[str]]) -> frozenset[str]:
    """The codes of an answer several coders looked at: those that more than half of them gave."""
    every = frozenset(code for one in given for code in one)
    return frozenset(code for code in every if 2 * sum(code in one for one in given) > len(given))


def is_coded(response_ids: Select[UUID]) -> bool:
    """Whether somebody decided about an answer of any of these responses."""
    return bool(session().scalar(select(exists().where(SurveyCoding.response_id.in_(response_ids)))))


def newest_decisions() -> dict[UUID, datetime]:
    """When somebody coded an answer last, by survey."""
    rows = session().execute(select(SurveyCoding.survey_id, func.max(SurveyCoding.at)).group_by(SurveyCoding.survey_id))
    return {survey: at for survey, at in rows if at}


def decided_by(account: UUID, survey: UUID, question: str) -> Select[UUID]:
    """The responses one coder decided about, for a statement: they can be more than a list of values takes.

    Args:
        account: the coder.
        survey: the survey's id.
        question: its key in the survey.
    """
    return select(SurveyCoding.response_id).where(
        SurveyCoding.account_id == account, SurveyCoding.survey_id == survey, SurveyCoding.question == question
    )


def given_by(account: UUID, question: str, response: UUID) -> frozenset[str]:
    """The codes one coder gave to an answer, as texts of their ids; none where they gave none or have not seen it.

    Args:
        account: the coder.
        question: its key in the survey.
        response: the response's id.
    """
    row = session().get(SurveyCoding, (response, question, account))
    return frozenset(row.codes) if row else frozenset()
