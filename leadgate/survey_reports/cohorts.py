"""Reading whom the figures of surveys count, and whether they are to count others by now."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from leadgate.coding.queries import settled
from leadgate.coding.types import Decided
from leadgate.foundation.db import session
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_cohorts.unfinished import SIZE
from leadgate.survey_reports.models import SurveyCohort
from leadgate.surveys.responses import finished_ids, unread_responses_of
from leadgate.surveys.types import SurveyRow

ONE_IN = 50
"""A report is worked out again when a fiftieth more have answered, and never for fewer than five."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many came and went since a report was made, as it was looked last.

    Args:
        finished: how many had finished then.
        removals: the survey's, then.
        came: how many of those the report does not count yet.
        went: how many it counts and are there no more; while there are any, nothing new is worked out of the others.
        left_out: how many go uncounted for good, so that others who went are not alone.
    """

    finished: int
    removals: int
    came: int
    went: int
    left_out: int

    def may_change(self, survey: SurveyRow, finished: int, counted: int) -> bool:
        """Whether it has to be looked again who is to be counted.

        Args:
            survey: its row.
            finished: how many have finished by now.
            counted: how many the report counts.
        """
        removed, more = survey.removals - self.removals, finished - self.finished
        return removed != 0 or more < 0 or self.came + more >= enough(survey, counted)


@dataclass(frozen=True)
class CohortLook:
    """Whom a report is to count now.

    Args:
        text: how whom the last one counts was written; empty for no report.
        before: whom it counts.
        cohort: who is to be counted.
        standing: how many came and went beside these.
    """

    text: str
    before: Cohort
    cohort: Cohort
    standing: Standing

    @property
    def is_new(self) -> bool:
        """Whether others are to be counted than before."""
        return self.cohort.counted != self.before.counted

    @property
    def must_wait(self) -> bool:
        """Whether those who are counted cannot be counted anew: some of them went, and too few to be left out."""
        return self.standing.went > 0


def enough(survey: SurveyRow, counted: int) -> int:
    """How many newcomers are counted together."""
    return FEWEST if survey.is_over else max(FEWEST, counted // ONE_IN)


def standing(survey: UUID) -> Standing | None:
    """How a survey's report stands; None where nobody was counted yet."""
    return standings(survey).get(survey)


def standings(survey: UUID | None = None) -> Mapping[UUID, Standing]:
    """How the reports of all surveys stand, or that of one."""
    numbers = (
        SurveyCohort.finished,
        SurveyCohort.removals,
        SurveyCohort.came,
        SurveyCohort.went,
        SurveyCohort.left_out,
    )
    rows = select(SurveyCohort.survey_id, *numbers)
    found = session().execute(rows.where(SurveyCohort.survey_id == survey) if survey else rows)
    return {one: Standing(*more) for one, *more in found}


def held(survey: UUID) -> str:
    """Whom a survey's report counts, as it is written; empty for no report."""
    return session().scalar(select(SurveyCohort.held).where(SurveyCohort.survey_id == survey)) or ""


def counted(survey: UUID) -> list[UUID]:
    """The responses a survey's figures count; none while it has none."""
    text = held(survey)
    cohort = Cohort.read(text) if text else Cohort(b"")
    return [one for one in finished_ids(survey) if cohort.mark(one) in cohort.counted]


def look(survey: SurveyRow, decided: Decided, *, is_anonymous: bool, was_seen: bool) -> CohortLook:
    """Look who is to be counted.

    Args:
        survey: its row.
        decided: what coders decided about answers in words.
        is_anonymous: whether codes are counted once, when all answers have theirs.
        was_seen: whether somebody saw the report there is, since it was made.
    """
    text = held(survey.id)
    before = Cohort.read(text) if text else Cohort(secrets.token_bytes(SIZE))
    before = before.seen() if was_seen else before
    marks = {one: before.mark(one) for one in finished_ids(survey.id)}
    present = frozenset(marks.values())
    cohort = before.after(present, enough(survey, len(before.counted)))
    codes: dict[str, dict[bytes, list[str]]] = {}
    for response, mine in decided.items():
        for question, given in mine.items():
            if response in marks:
                codes.setdefault(question, {})[marks[response]] = sorted(settled(given))
    stands = Standing(
        len(present), survey.removals, len(cohort.came(present)), len(cohort.went(present)), len(cohort.left_out)
    )
    edition = cohort.edition.beside(cohort.counted)
    new = {question: mine for question, mine in codes.items() if question not in edition.codes}
    edition = edition.coded(_coded_whole(survey.id, cohort, edition.members, new))
    if is_anonymous:
        codes = _coded_whole(survey.id, cohort, cohort.counted, codes)
    cohort = replace(cohort.coded(before, codes, once=is_anonymous), edition=edition)
    if not cohort.version or cohort.counted != before.counted:
        cohort = replace(cohort, version=survey.live or 0)
    return CohortLook(text, before, cohort, stands)


def _coded_whole(
    survey: UUID, cohort: Cohort, members: frozenset[bytes], codes: dict[str, dict[bytes, list[str]]]
) -> dict[str, dict[bytes, list[str]]]:
    """The codes of those questions of which every answer of some people was decided about."""
    left = {
        question
        for row, held in (unread_responses_of(survey) if codes else ())
        for question, mine in codes.items()
        if question in held.answers and question not in held.special
        if (mark := cohort.mark(row.id)) in members and mark not in mine
    }
    return {question: mine for question, mine in codes.items() if question not in left}
