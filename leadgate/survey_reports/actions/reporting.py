"""Working out reports, away from any request: reading all responses takes seconds, keeping the figures an instant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.coding import queries as coded
from leadgate.coding.actions import coding
from leadgate.coding.suggesting import Learnt
from leadgate.coding.types import Decided
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.questions.kinds import AnyItem
from leadgate.survey_reports import parts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.gathering import Gathered, gather
from leadgate.survey_reports.models import SurveyMargin, SurveyReport
from leadgate.surveys import queries as surveys
from leadgate.surveys.merging import asked

MOST_PARTS = 12
"""So many parts of a survey are kept up to date; the one looked at longest ago goes first."""


def report_due() -> int:
    """Work out every report that is not what it should be; answers of how many surveys."""
    due = reports.due()
    for survey in due:
        work_out(survey)
    return len(due)


def work_out(survey_id: UUID) -> None:
    """Work out the reports of a survey.

    What is read afterwards is compared with what was true before: whoever takes an answer back while this runs makes
    its result one that is not shown.
    """
    forget_what_was_read()
    survey = surveys.survey(survey_id)
    stands = {"removals": survey.removals, "version": survey.live}
    questions, margins = asked(survey_id), reports.margins(survey_id)
    wanted = [parts.ALL, *reports.wanted(survey_id)[:MOST_PARTS]]
    decided = coded.decisions(survey_id)
    found = gather(survey_id, questions, wanted, decided)
    given = Given(questions.items, margins, coded.codes_by_question(survey_id))
    bodies = {part: _body(found, part, given) for part in wanted}
    if not bodies[parts.ALL].get("few"):
        _tell_words(bodies[parts.ALL], found, decided)
        coding.keep_learnt(_learnt(found, given))
    _keep(survey_id, stands, bodies, found.finished)


@dataclass(frozen=True)
class Given:
    """What answers are seen by: the questions, the true shares, the codebooks."""

    items: Mapping[str, AnyItem]
    margins: Mapping[str, Mapping[str, float]]
    codes: Mapping[str, Sequence[str]]


def _tell_words(body: dict[str, Any], found: Gathered, decided: Decided) -> None:
    """Add what was written: words many used, and how far coders agree."""
    from leadgate.coding.figures import agreement_of, words_many_used

    for key, wording in found.wordings.items():
        if not body["questions"][key].get("few"):
            body["questions"][key] |= {"words": words_many_used(wording), "alpha": agreement_of(key, decided)}


def _learnt(found: Gathered, given: Given) -> dict[UUID, Learnt]:
    from leadgate.coding.figures import learnt_of

    return {
        UUID(code): one
        for key, codes in given.codes.items()
        if key in found.wordings
        for code, one in learnt_of(found.wordings[key], codes).items()
    }


def _body(found: Gathered, part: str, given: Given) -> dict[str, Any]:
    # What it takes to work a report out weighs more than a web process should carry.
    from leadgate.survey_reports.analysis.report import part_of, report_of

    items, margins = given.items, given.margins
    if part != parts.ALL:
        return part_of(items, found.parts[part], margins, given.codes, found.finished)
    steps = [{"key": key, "sent": found.passed[key], "answered": found.answered[key]} for key in items]
    counts = {"begun": found.begun, "finished": found.finished, "steps": steps}
    return report_of(items, found.parts[part], margins, given.codes) | counts | found.named()


@action
def _keep(survey: UUID, stands: dict[str, Any], bodies: dict[str, dict[str, Any]], finished: int) -> None:
    now = clock.now()
    session().execute(
        delete(SurveyReport).where(SurveyReport.survey_id == survey, SurveyReport.part.not_in(list(bodies)))
    )
    for part, body in bodies.items():
        made = {**stands, "made_at": now, "finished": finished, "body": json.dumps(body, ensure_ascii=False)}
        row = {"survey_id": survey, "part": part, "wanted_at": now, **made}
        keys = [SurveyReport.survey_id, SurveyReport.part]
        session().execute(upsert(SurveyReport).values(row).on_conflict_do_update(index_elements=keys, set_=made))


@action
def want(survey: UUID, part: str) -> None:
    """Ask for the figures of a part; the workers bring them.

    Args:
        survey: of a survey that is there.
        part: `<key of a question>=<code of an answer>`, `.language=<code>`, `.source=<name>`.

    Raises:
        PartsOnceClosed: the survey is anonymous and still takes answers.
        NoSuchPart: nobody can belong to it.
    """
    reports.refuse_no_part(survey, part)
    now = clock.now()
    row = {"survey_id": survey, "part": part, "wanted_at": now, "finished": 0, "removals": 0, "version": 0}
    keys = [SurveyReport.survey_id, SurveyReport.part]
    wanted = upsert(SurveyReport).values(row).on_conflict_do_update(index_elements=keys, set_={"wanted_at": now})
    session().execute(wanted)


@action
def weigh(survey: UUID, question: str, shares: dict[str, float]) -> None:
    """Weight answers so that those to a question are spread like this; every report is made anew.

    Args:
        survey: the survey's id.
        question: its key in the survey.
        shares: by the code of the answer; none ends the weighting.
    """
    session().execute(delete(SurveyMargin).where(SurveyMargin.survey_id == survey, SurveyMargin.question == question))
    if shares:
        session().add(SurveyMargin(survey_id=survey, question=question, shares=shares))
    session().execute(update(SurveyReport).where(SurveyReport.survey_id == survey).values(made_at=None, body=None))
