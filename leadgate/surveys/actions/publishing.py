"""Publishing: a survey grows in versions. What was published never changes, so no answer loses what it answers."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from leadgate.consent.actions.purposes import PurposeWords, add_purpose, add_unworded
from leadgate.consent.errors import SameWording
from leadgate.consent.types import Need
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import lock, locked
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.slugs import BadSlug, SlugTaken, checked
from leadgate.questionnaires.checking import problems_of
from leadgate.questionnaires.definition import Definition, as_json, from_json
from leadgate.questions.kinds.item import said
from leadgate.surveys import notices, queries
from leadgate.surveys.errors import AnswersReworded, NoSuchSurvey, NotReady
from leadgate.surveys.merging import Sameness, asked, relabelled_of, with_others
from leadgate.surveys.models import QuotaCount, Survey, SurveyVersion

LONGEST_SLUG = 60
"""The purposes of a survey bear it with a word before and after, and have eighty signs."""


@action
def make(slug: str, definition: Definition, *, by: UUID | None = None) -> UUID:
    """Make a survey with its first draft, and the purposes of its own.

    Args:
        slug: of its address: small letters, digits and hyphens, 60 at most.
        definition: whole or half finished.
        by: the member of staff; None on the command line.

    Returns:
        The survey's id.

    Raises:
        BadSlug: it is not one, or too long.
        SlugTaken: another survey has it.
    """
    if len(checked(slug)) > LONGEST_SLUG:
        raise BadSlug
    if queries.survey_named(slug):
        raise SlugTaken
    new, now = new_id(), clock.now()
    row = Survey(
        id=new,
        slug=slug,
        purpose_id=add_unworded(f"survey-{slug}", need=Need.SERVICE, belongs_to=new, by=by),
        special_id=add_unworded(f"survey-{slug}-special", need=Need.SERVICE, belongs_to=new, by=by),
        quoting_id=add_unworded(f"survey-{slug}-quotes", need=Need.OPTIONAL, belongs_to=new, by=by),
        live=None,
        opens_at=None,
        closes_at=None,
        closing_set_at=None,
        made_at=now,
        retired_at=None,
        removals=0,
    )
    session().add(row)
    session().flush()
    session().add(_version(new, 1, definition))
    audit.record("survey:make", actor=by, subject=new)
    return new


def _version(survey: UUID, number: int, definition: Definition) -> SurveyVersion:
    text = as_json(definition)
    return SurveyVersion(survey_id=survey, number=number, definition=text, changed_at=clock.now(), published_at=None)


def lock_survey(survey_id: UUID) -> None:
    """Let whatever else is decided by what belongs to a survey wait until the act at work ends.

    Args:
        survey_id: the survey's id.

    Raises:
        OutsideOfAct: no act is at work.
    """
    lock(Survey, survey_id)


@action
def save_draft(survey: UUID, definition: Definition, *, by: UUID | None = None) -> int:
    """Keep a draft, whole or half finished. What is asked now stays as it is.

    Args:
        survey: the survey's id.
        definition: all of it; the draft there was is replaced.
        by: the member of staff; None on the command line.

    Returns:
        The number of the version it will be.

    Raises:
        NoSuchSurvey: there is none of that id.
    """
    if locked(Survey, survey) is None:
        raise NoSuchSurvey
    draft = queries.draft_of(survey)
    if draft is None:
        newest = session().scalar(select(func.max(SurveyVersion.number)).where(SurveyVersion.survey_id == survey)) or 0
        draft = _version(survey, newest + 1, definition)
        session().add(draft)
    else:
        draft.definition, draft.changed_at = as_json(definition), clock.now()
    audit.record("survey:edit", actor=by, subject=survey)
    return draft.number


@action
def publish(survey: UUID, *, decided: Mapping[str, str] | None = None, by: UUID | None = None) -> int:
    """Ask what the draft says from now on; without a draft nothing changes.

    Args:
        survey: the survey's id.
        decided: of each answer that has other words now, by its name, what became of it (`merging.Sameness`).
        by: the member of staff; None on the command line.

    Returns:
        The number of the version that is asked now.

    Raises:
        NoSuchSurvey: there is none of that id, or nothing to publish in it.
        NotReady: something in it has to be mended first.
        AnswersReworded: people gave an answer under other words, and it is not said whether it is still the same.
    """
    row, draft = locked(Survey, survey), queries.draft_of(survey)
    if row is None or (draft is None and row.live is None):
        raise NoSuchSurvey
    if draft is None:
        assert row.live
        return row.live
    definition = _as_decided(survey, from_json(draft.definition), decided or {})
    if problems_of(definition):
        raise NotReady
    draft.definition = as_json(definition)
    draft.published_at, row.live = clock.now(), draft.number
    _word(row, definition, by)
    _count_quotas(survey, definition)
    audit.record("survey:publish", actor=by, subject=survey)
    return draft.number


def _as_decided(survey: UUID, definition: Definition, decided: Mapping[str, str]) -> Definition:
    """The draft, with a name of its own for each answer that is not the one people gave under its name."""
    changed = relabelled_of(survey, definition)
    if any(decided.get(one.name) not in set(Sameness) for one in changed):
        raise AnswersReworded
    others = [one for one in changed if decided[one.name] == Sameness.OTHER]
    return with_others(definition, others, asked(survey).items) if others else definition


def _word(survey: Survey, definition: Definition, by: UUID | None) -> None:
    """Give the purposes their wording in the languages we have it in; one that is the same stays."""
    wordings: tuple[tuple[str, Need, Mapping[str, tuple[str, str]]], ...] = (
        (f"survey-{survey.slug}", Need.SERVICE, notices.LEARNING),
        (f"survey-{survey.slug}-special", Need.SERVICE, notices.SPECIAL),
        (f"survey-{survey.slug}-quotes", Need.OPTIONAL, notices.QUOTING),
    )
    for slug, need, words in wordings:
        for language, (title, text) in words.items():
            shown = said(definition.title, language)
            wording = PurposeWords(
                language, title.format(title=shown)[:200], text.format(days=definition.kept_days, title=shown)
            )
            try:
                add_purpose(slug, wording, need=need, sends=False, belongs_to=survey.id, by=by)
            except SameWording:
                continue


def _count_quotas(survey: UUID, definition: Definition) -> None:
    """A quota counts from the version that first has it; one that was dropped and comes back begins anew."""
    names = [quota.name for quota in definition.quotas]
    session().execute(delete(QuotaCount).where(QuotaCount.survey_id == survey, QuotaCount.name.not_in(names)))
    for quota in definition.quotas:
        row = {"survey_id": survey, "name": quota.name, "count": 0}
        session().execute(upsert(QuotaCount).values(row).on_conflict_do_nothing())


@action
def set_dates(survey: UUID, *, opens_at: datetime | None, closes_at: datetime | None, by: UUID | None = None) -> None:
    """Say when answers are taken.

    Args:
        survey: the survey's id.
        opens_at: from this moment on, in UTC; None for no bound.
        closes_at: up to this moment, in UTC; None for no bound. One that is past closes it now.
        by: the member of staff; None on the command line.
    """
    mine = update(Survey).where(Survey.id == survey)
    session().execute(mine.where(Survey.closes_at.is_distinct_from(closes_at)).values(closing_set_at=clock.now()))
    session().execute(mine.values(opens_at=opens_at, closes_at=closes_at))
    audit.record("survey:dates", actor=by, subject=survey)


@action
def retire(survey: UUID, *, by: UUID | None = None) -> None:
    """Take no more answers; what was answered stays its time.

    Args:
        survey: the survey's id.
        by: the member of staff; None on the command line.
    """
    session().execute(update(Survey).where(Survey.id == survey).values(retired_at=clock.now()))
    audit.record("survey:retire", actor=by, subject=survey)
