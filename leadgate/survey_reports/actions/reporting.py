"""Working out reports, away from any request: reading all responses takes seconds, keeping the figures an instant."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.coding import queries as coded
from leadgate.coding.actions import coding
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.questions.kinds import AnyItem
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_cohorts.edition import NOTHING, is_told, of_few, waiting, with_groups, without
from leadgate.survey_cohorts.recounting import lines_kept_apart
from leadgate.survey_cohorts.unfinished import Unfinished, told_anew
from leadgate.survey_reports import cohorts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.coded_words import agreement, learnt, tell_words
from leadgate.survey_reports.cohorts import CohortLook
from leadgate.survey_reports.gathering import Gathered, gather
from leadgate.survey_reports.models import SurveyCohort, SurveyReport
from leadgate.survey_reports.ways import ways_through
from leadgate.surveys import queries as surveys
from leadgate.surveys import quotas
from leadgate.surveys.merging import asked, is_anonymous

if TYPE_CHECKING:  # what works reports out weighs more than a web process should carry
    from leadgate.statistics.tallies import Answers
    from leadgate.survey_analysis.full_quotas import Full, Limits
    from leadgate.survey_analysis.publishing.remembering import Remembered
    from leadgate.survey_analysis.report import AllAnswers

OTHERS_WAIT = timedelta(seconds=10)
"""So long a worker does nothing but reports; the report it is at is worked out to its end."""
COURSE = "course"
"""In a report: how far people came."""


def report_due() -> int:
    """Work out reports that are not what they should be, until other work has waited long enough.

    Returns:
        Of how many surveys. The others are the first the next time.
    """
    began, done = monotonic(), 0
    for survey in reports.due():
        work_out(survey)
        done += 1
        if monotonic() - began > OTHERS_WAIT.total_seconds():
            break
    return done


def work_out_soon(survey_id: str) -> None:
    """Work out the reports of a survey somebody asked something of, if nobody has by now.

    Args:
        survey_id: the survey's id.
    """
    forget_what_was_read()
    if UUID(survey_id) in reports.due():
        work_out(UUID(survey_id))


def work_out(survey_id: UUID) -> None:
    """Work out the reports of a survey, of the people they count; while these cannot be counted anew, nothing.

    Whoever comes or goes while this runs came or went after it; where it was too early to tell, it is done again.
    """
    forget_what_was_read()
    survey = surveys.survey(survey_id)
    stands = {"removals": survey.removals, "version": survey.live}
    questions, margins, anonymous = asked(survey_id), reports.margins(survey_id), is_anonymous(survey_id)
    may_tell = not reports.waits_for_end(survey)
    may_compare = may_tell and reports.wants_groups(survey)
    known = reports.ever_asked_for(survey_id)
    wanted = reports.kept_of(known)
    decided = coded.decisions(survey_id)
    was_seen = reports.was_seen(survey_id)
    look = cohorts.look(survey, decided, is_anonymous=anonymous, was_seen=was_seen)
    if look.must_wait:
        _note(survey_id, look)
        return
    codes, ways = coded.codes_by_question(survey_id), ways_through(survey_id, questions.items, look.cohort.version)
    filled, limits = quotas.told_of(survey_id), quotas.limits_of(survey_id)
    may = may_compare, may_tell
    given = Given(questions.items, margins, codes, ways, filled, limits, anonymous, *may, stands, known)
    found = gather(survey_id, questions, look.cohort, is_anonymous=anonymous)
    if len(found.finished) != len(look.cohort.counted):
        return
    bodies, look = _bodies(found, wanted, given, look)
    if not bodies[parts.ALL].get("few"):
        tell_words(bodies[parts.ALL], found)
        bodies[parts.ALL][reports.AGREEMENT] = agreement(found, decided, look.cohort)
        coding.keep_learnt(learnt(found, codes))
    _keep(survey_id, given, bodies, look, was_seen=was_seen)


@dataclass(frozen=True)
class Given:
    """What answers are seen by: the questions, the true shares, the codebooks."""

    items: Mapping[str, AnyItem]
    margins: Mapping[str, Mapping[str, float]]
    codes: Mapping[str, Sequence[str]]
    ways: Ways
    full: "Full"
    limits: "Limits"
    """The answers everybody knows the number of, by question: a quota of them is full; and at how many each one is."""
    is_anonymous: bool
    groups_may_be_told: bool
    """Whether anything is said that compares groups: somebody asked, and the survey is not anonymous and open."""
    course_may_be_told: bool
    """Whether it may be said how far people came: not of an anonymous survey that still takes answers."""
    stands: Mapping[str, Any]
    """The survey's version, and how many answers went again, when this began."""
    known: Mapping[str, datetime]
    """The parts and tables somebody had asked for by then, and when."""


def _bodies(
    found: Gathered, wanted: Sequence[str], given: Given, look: CohortLook
) -> tuple[dict[str, dict[str, Any]], CohortLook]:
    """What is to be told, and whom it counts with all that was told of them by then."""
    cohort, edition = look.cohort, look.cohort.edition
    before, may_tell = edition.remembered, given.groups_may_be_told
    order = [*(one for one in before.asked if one in wanted), *sorted({*wanted} - {*before.asked})]
    groups = _answers(found.edition, given, order, before)
    of_them = groups.whole(given.margins, groups_may_be_told=may_tell)
    asked_for = dict[str, dict[str, Any]]()
    for one in _in_one_turn(order, before.asked):
        asked_for[one] = waiting(one) if len(found.edition) < FEWEST else groups.asked(one)
    if not edition.is_first:
        few = of_few(of_them)
        of_them = without(parts.ALL, of_them, few)
        asked_for = {one: without(one, body, few) for one, body in asked_for.items()}
    whole = of_them
    if found.edition is not found.finished and not of_them["weighting"]:
        whole = with_groups(_answers(found.finished, given).whole({}, groups_may_be_told=False), of_them)
    bodies = {parts.ALL: whole, **asked_for}
    if not given.course_may_be_told:
        whole["hints"] = []
    if whole.get("few"):
        return bodies, look
    if may_tell and is_told(bodies):
        # What waits for the next turn is not told yet, so it is not remembered.
        cohort = replace(cohort, edition=replace(edition, remembered=groups.told().by({*before.asked, *asked_for})))
    if given.course_may_be_told and (look.is_new or not cohort.unfinished):
        cohort, course = _course(found, cohort, given)
        whole |= course
    return bodies, replace(look, cohort=cohort)


def _in_one_turn(order: Sequence[str], told: Collection[str]) -> Iterator[str]:
    """What was told before, and of what is new one at least and so much as other surveys can wait for; the rest comes
    with the next turn.
    """
    began, new = monotonic(), 0
    for one in order:
        new += one not in told
        if new > 1 and monotonic() - began > OTHERS_WAIT.total_seconds():
            return
        yield one


def _answers(
    answers: "Answers", given: Given, order: Sequence[str] = (), before: "Remembered" = NOTHING
) -> "AllAnswers":
    # What it takes to work a report out weighs more than a web process should carry.
    from leadgate.survey_analysis.report import AllAnswers

    return AllAnswers(given.items, answers, given.codes, order, given.ways, before, given.full, given.limits)


def _course(found: Gathered, cohort: Cohort, given: Given) -> tuple[Cohort, dict[str, Any]]:
    """How far people came, where that may be told anew."""
    here = len(found.finished) - found.imported
    if is_small(here) or is_small(found.imported):
        return cohort, {}
    told = told_anew(cohort.unfinished, found.unfinished, [*given.items], is_anonymous=given.is_anonymous)
    if told is cohort.unfinished:
        return cohort, {COURSE: {"finished": here}}
    # Of an anonymous survey it is told once, so nobody has to be known again.
    kept = [Unfinished()] if given.is_anonymous else told
    return replace(cohort, unfinished=kept), {COURSE: {"finished": here, "beside": here, **told[-1].plain()}}


@action
def _note(survey: UUID, look: CohortLook) -> None:
    """Note how many came and went, where nothing can be worked out."""
    session().execute(update(SurveyCohort).where(SurveyCohort.survey_id == survey).values(asdict(look.standing)))


@action
def _keep(survey: UUID, given: Given, bodies: dict[str, dict[str, Any]], look: CohortLook, *, was_seen: bool) -> None:
    now, keys = clock.now(), [SurveyReport.survey_id, SurveyReport.part]
    locked(SurveyReport, (survey, parts.ALL))
    if cohorts.held(survey) != look.text or reports.was_seen(survey) != was_seen:
        return  # somebody else worked it out meanwhile, or saw the one before
    if course := _course_before(survey) | bodies[parts.ALL].get(COURSE, {}):
        bodies[parts.ALL][COURSE] = course
    bodies = _kept_apart(survey, given, bodies) if given.is_anonymous else bodies
    edition, everybody = look.cohort.edition, len(look.cohort.counted)
    _let_go(survey, [*bodies, reports.GROUPS], edition.remembered.asked, given.known)
    for part, body in bodies.items():
        counts = everybody if part == parts.ALL and not body["weighting"] else edition.size
        written = json.dumps(body | edition.beside_all(look.cohort.counted), ensure_ascii=False)
        made = {**given.stands, "made_at": now, "finished": counts, "body": written}
        row = {"survey_id": survey, "part": part, "wanted_at": now, **made}
        session().execute(upsert(SurveyReport).values(row).on_conflict_do_update(index_elements=keys, set_=made))
    mine = (SurveyReport.survey_id == survey, SurveyReport.part == reports.GROUPS)
    session().execute(update(SurveyReport).where(*mine).values(made_at=now))
    if look.cohort.sizes:
        set_to = {**asdict(look.standing), "held": look.cohort.plain()}
        counted = upsert(SurveyCohort).values({"survey_id": survey, **set_to})
        session().execute(counted.on_conflict_do_update(index_elements=[SurveyCohort.survey_id], set_=set_to))


def _course_before(survey: UUID) -> dict[str, Any]:
    """How far people came, as it was told last."""
    row = session().get(SurveyReport, (survey, parts.ALL), populate_existing=True)
    old: dict[str, Any] = json.loads(row.body) if row and row.body else {}
    found: dict[str, Any] = old.get(COURSE, {})
    return found


def _kept_apart(survey: UUID, given: Given, bodies: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The reports to keep of an anonymous survey, the lines of everybody beside those that were told last."""
    row = session().get(SurveyReport, (survey, parts.ALL), populate_existing=True)
    is_true = row is not None and row.removals == given.stands["removals"]
    old = json.loads(row.body) if row and row.body else None
    whole = lines_kept_apart(given.items, old, bodies[parts.ALL], is_true=is_true)
    held = {key for key, one in whole["questions"].items() if "of" in one or one.get("held")}
    return {part: without(part, body, held) for part, body in (bodies | {parts.ALL: whole}).items()}


def _let_go(survey: UUID, kept: Sequence[str], remembered: Collection[str], known: Mapping[str, datetime]) -> None:
    """Let go of parts nobody looked at for long; what was published of them stays known while it can tell anything.

    What somebody asked for, or asked for again, since this began, and what was never worked out, is worked out next.
    """
    mine = SurveyReport.survey_id == survey
    for part in known.keys() - {*kept, *remembered}:
        gone = (mine, SurveyReport.part == part, SurveyReport.wanted_at == known[part], SurveyReport.body.is_not(None))
        session().execute(delete(SurveyReport).where(*gone))
    session().execute(update(SurveyReport).where(mine, SurveyReport.part.not_in(kept)).values(made_at=None))
