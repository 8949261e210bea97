"""Reading reports: which are there, which are due, and whether one may still be shown."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.coding.queries import newest_decisions
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.survey_analysis import parts
from leadgate.survey_cohorts.recounting import KNOWN
from leadgate.survey_reports.cohorts import Standing, counted, enough, standing, standings
from leadgate.survey_reports.models import SurveyMargin, SurveyReport
from leadgate.surveys import queries, quotas
from leadgate.surveys.merging import Merged, asked, is_anonymous
from leadgate.surveys.responses import finished_counts
from leadgate.surveys.types import TO_FINISH, SurveyRow, SurveyVisitStep

MOST_PARTS, MOST_TABLES = 12, 20
"""So many parts of a survey are kept up to date, the one looked at longest ago goes first; and so many tables."""
MOST_KNOWN = 40
"""So many parts can be asked for while somebody is left whom they counted: each is compared with all of them."""
MOST_SPANS = 12
"""So many of them can be of days: each cuts the time of all others into more pieces that are looked at at once."""
ANEW = 0
"""In the place of its version: it is to be made anew."""
GROUPS = "groups"
"""In the place of a part: that somebody asked for what compares groups, by whatever else that is told of."""
AGREEMENT = "agreement"
"""In what is kept of a report: how far coders agree, by question and code.

It is for those who read and code the answers themselves, and in no figure anybody else sees. Of thirty answers that two
coders read, an agreement of 0.43 is only possible where two have the code, so it would say what the report hides; and
figures so coarse that five counts fit each of them say nothing of coders any more.
"""
_FIRST = (SurveyReport.body.is_not(None), SurveyReport.wanted_at.desc(), SurveyReport.part)
"""In which order parts are kept up to date: what was never worked out before all else, so that none is passed over."""
FOR_NOBODY_ELSE = {"published", KNOWN, AGREEMENT}
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
    standing: Standing | None
    agreement: Mapping[str, Mapping[str, float]]
    """How far coders agree; for coders alone."""
    hides_finished: bool = False
    """Whether a quota is full, so that it would tell of few how many have finished."""

    @property
    def is_full(self) -> bool:
        """Whether nothing is said because a quota is full, and what few others answered would follow from anything."""
        return bool(self.body and self.body.get("full"))

    @property
    def is_few(self) -> bool:
        """Whether so few answered, or are left of those who did, that nothing may be shown."""
        left = self.row.finished - self.went if self.row and self.row.made_at else self.finished
        return self.finished < FEWEST or (self.went > 0 and left < FEWEST) or bool(self.body and self.body.get("few"))

    @property
    def went(self) -> int:
        """How many it counts and are there no more; while there are any, nothing new is worked out."""
        return self.standing.went if self.standing else 0

    @property
    def came(self) -> int:
        """How many have finished since and are not counted yet."""
        return self.standing.came if self.standing and not self.hides_finished else 0

    @property
    def left_out(self) -> int:
        """How many are left out by lot."""
        return self.standing.left_out if self.standing else 0

    @property
    def enough(self) -> int:
        """How many newcomers are counted together."""
        return enough(self.survey, self.row.finished if self.row else 0)


def report_of(survey: SurveyRow, part: str) -> SurveyReportView:
    """The report of a survey, or of a part of those who answered; without figures while they may not be shown.

    Args:
        survey: its row.
        part: as it was wanted; `parts.ALL` for everybody.
    """
    whole, row = (session().get(SurveyReport, (survey.id, one)) for one in (parts.ALL, part))
    finished, stands = finished_of(survey.id), standing(survey.id)
    true = row is not None and whole is not None and _is_true(row, whole, stands)
    kept = json.loads(row.body) if true and row and row.body else None
    body, agreement = _shown(kept) if kept else None, (kept or {}).get(AGREEMENT, {})
    seen = analytics.total_of(survey.id, SurveyVisitStep.SEEN)
    known = asked(survey.id), part, row, body, finished, seen, margins(survey.id), stands, agreement
    return SurveyReportView(survey, *known, hides_finished=bool(quotas.telling_of({survey.id: finished})))


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    """A report without what it only remembers, to compare the next one with, and without what is for coders alone."""
    shown = {name: found for name, found in body.items() if name not in FOR_NOBODY_ELSE}
    # Reports that were made before the agreement of coders stood apart have it beside the figures.
    for figures in shown.get("questions", {}).values():
        figures.pop("alpha", None)
    return shown


def counted_apart(survey: UUID) -> list[UUID] | None:
    """The responses of an anonymous survey that its figures count, none while it has none; None of any other survey."""
    return counted(survey) if is_anonymous(survey) else None


def wants_groups(survey: SurveyRow) -> bool:
    """Whether what compares groups is told: as it fixes whom it counts, somebody asks for it while others can come."""
    asked_for = select(SurveyReport.part).where(SurveyReport.survey_id == survey.id, SurveyReport.part != parts.ALL)
    return survey.is_settled or bool(margins(survey.id)) or session().scalar(asked_for.limit(1)) is not None


def waits_for_end(survey: SurveyRow) -> bool:
    """Whether nothing may be compared yet, because a survey is anonymous and still takes answers."""
    return is_anonymous(survey.id) and not survey.is_settled


def _is_true(report: SurveyReport, whole: SurveyReport, stands: Standing | None) -> bool:
    """Whether it is of the same people as the report of everybody, and is not being made anew."""
    is_wanted_anew = whole.version == ANEW and not (stands and stands.went)
    return report.made_at is not None and report.made_at == whole.made_at and not is_wanted_anew


def finished_of(survey: UUID) -> int:
    """How many responses to a survey are finished."""
    return finished_counts(survey).get(survey, 0)


def due() -> list[UUID]:
    """The surveys whose reports are not what they should be; those nothing was worked out of for longest first."""
    counts, stands = finished_counts(), standings()
    coded_at, rows = newest_decisions(), session().scalars(select(SurveyReport).order_by(*_FIRST))
    reported: dict[UUID, list[SurveyReport]] = {}
    for row in rows:
        mine = reported.setdefault(row.survey_id, [])
        if not _is_part(row.part) or sum(_is_part(one.part) for one in mine) < MOST_PARTS:
            mine.append(row)
    return [
        one.id
        for one in sorted(
            queries.surveys_with({*counts, *reported}), key=lambda one: _made_at(reported.get(one.id, []))
        )
        if _is_due(one, reported.get(one.id, []), stands.get(one.id), counts.get(one.id, 0), coded_at.get(one.id))
    ]


def _made_at(rows: Sequence[SurveyReport]) -> datetime:
    return max((row.made_at for row in rows if row.made_at), default=datetime.min.replace(tzinfo=UTC))


def _is_coded_since(rows: Sequence[SurveyReport], at: datetime | None) -> bool:
    """Whether answers were coded after the report was made, and coders have paused or it is old by now."""
    made = [row.made_at for row in rows if row.part == parts.ALL and row.made_at]
    return bool(at and made and at > made[0] and clock.now() - min(at, made[0] + CODING_WAITS) > CODING_PAUSE)


def _is_due(
    survey: SurveyRow,
    rows: Sequence[SurveyReport],
    stands: Standing | None,
    finished: int,
    coded_at: datetime | None,
) -> bool:
    whole = next((row for row in rows if row.part == parts.ALL), None)
    if whole is None:
        return finished >= FEWEST and not waits_for_end(survey)
    if stands is None:
        # Not even whom a report counts that was made by an older version is known: of few it is not to tell either.
        was_shown = whole.finished >= FEWEST
        return not is_small(abs(finished - whole.finished)) if was_shown else finished >= FEWEST or not whole.made_at
    if stands.may_change(survey, finished, whole.finished):
        return True
    return not stands.went and (
        any(row.made_at is None for row in rows)
        or _is_coded_since(rows, coded_at)
        or whole.version != survey.live
        or (survey.is_settled and _was_open(survey, whole))
    )


def _was_open(survey: SurveyRow, whole: SurveyReport) -> bool:
    """Whether the survey still took answers when its report was made, so that groups could not be compared in it."""
    ended = survey.ended_at
    return bool(whole.made_at and ended and whole.made_at < ended + TO_FINISH)


def margins(survey: UUID) -> dict[str, dict[str, float]]:
    """What its answers are weighted to."""
    rows = session().scalars(select(SurveyMargin).where(SurveyMargin.survey_id == survey))
    return {row.question: dict(row.shares) for row in rows}


def _is_part(asked_for: str) -> bool:
    return asked_for not in (parts.ALL, GROUPS) and not parts.is_table(asked_for)


def ever_asked_for(survey: UUID) -> dict[str, datetime]:
    """The parts and tables of a survey that are known, with when somebody asked last: never worked out ones first, then
    the newest.
    """
    mine = select(SurveyReport.part, SurveyReport.wanted_at).where(
        SurveyReport.survey_id == survey, SurveyReport.part.not_in((parts.ALL, GROUPS))
    )
    return {row.part: row.wanted_at for row in session().execute(mine.order_by(*_FIRST))}


def parts_in_work(survey: UUID) -> int:
    """How many of the parts that are kept up to date are still to be worked out."""
    mine = select(SurveyReport.part).where(
        SurveyReport.survey_id == survey, SurveyReport.made_at.is_(None), SurveyReport.part.in_(asked_for(survey))
    )
    return sum(map(_is_part, session().scalars(mine)))


def asked_for(survey: UUID) -> list[str]:
    """The parts that are kept up to date, and all tables."""
    return kept_of(ever_asked_for(survey))


def kept_of(known: Iterable[str]) -> list[str]:
    """Of the parts and tables that are known, in their order, those that are kept up to date.

    Args:
        known: as `ever_asked_for` has them.
    """
    known = [*known]
    return [*[one for one in known if _is_part(one)][:MOST_PARTS], *filter(parts.is_table, known)]


def tables_of(survey: SurveyRow) -> list[tuple[str, Mapping[str, Any] | None]]:
    """The tables somebody asked for, newest first, each with its figures where these may be shown."""
    mine = select(SurveyReport).where(SurveyReport.survey_id == survey.id, SurveyReport.part.startswith(parts.TABLE))
    rows = session().scalars(mine.order_by(SurveyReport.wanted_at.desc())).all()
    whole, stands = session().get(SurveyReport, (survey.id, parts.ALL)), standing(survey.id)
    return [
        (row.part, _shown(json.loads(row.body)) if row.body and whole and _is_true(row, whole, stands) else None)
        for row in rows
    ]


def was_seen(survey: UUID) -> bool:
    """Whether somebody saw the report of a survey since it was made."""
    row = session().get(SurveyReport, (survey, parts.ALL))
    return row is not None and row.made_at is not None and row.wanted_at > row.made_at
