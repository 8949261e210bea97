"""Reading reports: which are there, which are due, and whether one may still be shown."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.coding.queries import newest_decisions
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis import parts
from leadgate.survey_reports.models import SurveyMargin, SurveyReport
from leadgate.surveys import queries
from leadgate.surveys.merging import Merged, asked, published
from leadgate.surveys.responses import finished_counts
from leadgate.surveys.types import TO_FINISH, SurveyRow, SurveyVisitStep

ONE_IN = 50
"""A report is worked out again when a fiftieth more have answered, and never for fewer than five."""
MOST_PARTS, MOST_TABLES = 12, 20
"""So many parts of a survey are kept up to date, the one looked at longest ago goes first; and so many tables."""
CODING_PAUSE, CODING_WAITS = timedelta(seconds=20), timedelta(minutes=5)


@dataclass(frozen=True)
class SurveyReportView:
    """What can be shown of a survey now.

    Args:
        body: the figures; none while they are worked out.
        finished: how many have finished by now.
    """

    survey: SurveyRow
    asked: Merged
    part: str
    row: SurveyReport | None
    body: Mapping[str, Any] | None
    finished: int
    seen: int
    margins: Mapping[str, Mapping[str, float]]

    @property
    def is_few(self) -> bool:
        """Whether so few answered that nothing may be shown."""
        return self.finished < FEWEST or bool(self.body and self.body.get("few"))


def report_of(survey: SurveyRow, part: str) -> SurveyReportView:
    """The report of a survey, or of a part of those who answered; without figures while they may not be shown.

    Args:
        survey: its row.
        part: as it was wanted; `parts.ALL` for everybody.
    """
    whole, row = (session().get(SurveyReport, (survey.id, one)) for one in (parts.ALL, part))
    finished = finished_of(survey.id)
    true = row is not None and _is_true(row, survey, finished) and whole is not None
    body = _shown(json.loads(row.body)) if true and row and row.body else None
    seen = analytics.total_of(survey.id, SurveyVisitStep.SEEN)
    return SurveyReportView(survey, asked(survey.id), part, row, body, finished, seen, margins(survey.id))


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    """A report without what it only remembers, to compare the next one with."""
    return {name: found for name, found in body.items() if name not in ("published", "looked_at")}


def is_anonymous(survey: UUID) -> bool:
    """Whether a survey is anonymous, or was once: who answered then was told so."""
    return any(queries.definition_of(survey, number).anonymous for number in published(survey))


def waits_for_end(survey: SurveyRow) -> bool:
    """Whether nothing may be compared yet, because a survey is anonymous and still takes answers."""
    return is_anonymous(survey.id) and not survey.is_settled


def _is_true(report: SurveyReport, survey: SurveyRow, finished: int) -> bool:
    """Whether everybody is still among those it speaks of."""
    return report.made_at is not None and report.removals == survey.removals and report.finished <= finished


def finished_of(survey: UUID) -> int:
    """How many responses to a survey are finished."""
    return finished_counts(survey).get(survey, 0)


def due() -> list[UUID]:
    """The surveys whose reports are not what they should be."""
    counts = finished_counts()
    coded_at, rows = newest_decisions(), session().scalars(select(SurveyReport).order_by(SurveyReport.wanted_at.desc()))
    reported: dict[UUID, list[SurveyReport]] = {}
    for row in rows:
        mine = reported.setdefault(row.survey_id, [])
        if not _is_part(row.part) or sum(_is_part(one.part) for one in mine) < MOST_PARTS:
            mine.append(row)
    asked_for = queries.surveys_with({*counts, *reported})
    return [
        one.id
        for one in asked_for
        if _is_due(one, reported.get(one.id, []), counts.get(one.id, 0))
        or _is_coded_since(reported.get(one.id, []), coded_at.get(one.id))
    ]


def _is_coded_since(rows: Sequence[SurveyReport], at: datetime | None) -> bool:
    """Whether answers were coded after the report was made, and coders have paused or it is old by now."""
    made = [row.made_at for row in rows if row.part == parts.ALL and row.made_at]
    return bool(at and made and at > made[0] and clock.now() - min(at, made[0] + CODING_WAITS) > CODING_PAUSE)


def _is_due(survey: SurveyRow, rows: Sequence[SurveyReport], finished: int) -> bool:
    whole = next((row for row in rows if row.part == parts.ALL), None)
    if whole is None:
        return finished >= FEWEST and not waits_for_end(survey)
    if not all(_is_true(row, survey, finished) for row in rows) or whole.version != survey.live:
        return True
    if is_anonymous(survey.id) and survey.is_settled and _was_open(survey, whole):
        return True
    more = finished - whole.finished
    return more >= max(FEWEST, whole.finished // ONE_IN) or (more > 0 and may_count_single(survey))


def _was_open(survey: SurveyRow, whole: SurveyReport) -> bool:
    """Whether the survey still took answers when its report was made, so that groups could not be compared in it."""
    ended = survey.ended_at
    return bool(whole.made_at and ended and whole.made_at < ended + TO_FINISH)


def may_count_single(survey: SurveyRow) -> bool:
    """Whether the last few may be counted too: once the survey is over, where it is not anonymous.

    Who compared two reports of an anonymous survey that differ by one person would read that person's answers.
    """
    return survey.is_over and not is_anonymous(survey.id)


def margins(survey: UUID) -> dict[str, dict[str, float]]:
    """What its answers are weighted to."""
    rows = session().scalars(select(SurveyMargin).where(SurveyMargin.survey_id == survey))
    return {row.question: dict(row.shares) for row in rows}


def _is_part(asked_for: str) -> bool:
    return asked_for != parts.ALL and not parts.is_table(asked_for)


def ever_asked_for(survey: UUID) -> list[str]:
    """The parts and tables of a survey that are known, newest first."""
    mine = select(SurveyReport.part).where(SurveyReport.survey_id == survey, SurveyReport.part != parts.ALL)
    return list(session().scalars(mine.order_by(SurveyReport.wanted_at.desc(), SurveyReport.part)))


def asked_for(survey: UUID) -> list[str]:
    """The parts that are kept up to date and all tables, those that were published first before the others."""
    known, row = ever_asked_for(survey), session().get(SurveyReport, (survey, parts.ALL))
    now = [*[one for one in known if _is_part(one)][:MOST_PARTS], *filter(parts.is_table, known)]
    before: list[str] = json.loads(row.body).get("looked_at", []) if row and row.body else []
    return [*(one for one in before if one in now), *sorted(one for one in now if one not in before)]


def tables_of(survey: SurveyRow) -> list[tuple[str, Mapping[str, Any] | None]]:
    """The tables somebody asked for, newest first, each with its figures where these may be shown."""
    mine = select(SurveyReport).where(SurveyReport.survey_id == survey.id, SurveyReport.part.startswith(parts.TABLE))
    rows, finished = session().scalars(mine.order_by(SurveyReport.wanted_at.desc())).all(), finished_of(survey.id)
    return [(row.part, json.loads(row.body) if row.body and _is_true(row, survey, finished) else None) for row in rows]


def figures_of(survey: UUID, question: str) -> Mapping[str, Any]:
    """What the newest report of all says about a question; empty while there is none that may be shown.

    Args:
        survey: of a survey that is there.
        question: its key in the survey.
    """
    body = report_of(queries.survey(survey), parts.ALL).body or {}
    figures: Mapping[str, Any] = body.get("questions", {}).get(question, {})
    return figures
