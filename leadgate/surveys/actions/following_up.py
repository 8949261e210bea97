"""Following up: some days after a download or joining, those who agreed to be asked get a letter with a survey."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from leadgate.attributes.activities import activity_named
from leadgate.consent.actions.pacing import welcome_from
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.errors import SameWording
from leadgate.consent.queries import who_agree
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.people.queries import restricted_people
from leadgate.surveys import notices
from leadgate.surveys.errors import NoSuchActivity
from leadgate.surveys.follow_ups import purpose_of_asking
from leadgate.surveys.models import FollowUp, FollowUpLetter, Survey, SurveyResponse

MOST_DAYS = 90
LATE = timedelta(days=7)
"""Whoever could not be asked within a week after their day (the worker was down) is not asked at all."""
REMEMBERED = timedelta(days=730)
BATCH = 200


@action
def add(survey: UUID, occasion: str, place: UUID | None, days: int, *, by: UUID | None = None) -> UUID:
    """Ask people some days after an occasion.

    Args:
        survey: of a survey that is there.
        occasion: what people did, by its name.
        place: where, by its id; anywhere when None.
        days: after it, from 1 to 90.
        by: the member of staff; None on the command line.

    Returns:
        The id of the rule.

    Raises:
        NoSuchActivity: there is no such occasion or place, or not so many days.
    """
    found = activity_named(occasion)
    if found is None or not 1 <= days <= MOST_DAYS or (place and place not in dict(found.places())):
        raise NoSuchActivity
    word_purpose(by=by)
    new = new_id()
    follow_up = FollowUp(
        id=new, survey_id=survey, occasion=occasion, place=place, days=days, made_at=clock.now(), ended_at=None
    )
    session().add(follow_up)
    audit.record("survey:follow-up", actor=by, subject=survey)
    return new


@action
def word_purpose(*, by: UUID | None = None) -> None:
    """Have the purpose that being asked afterwards needs, in its wording of today."""
    for language, (title, text) in notices.ASKING_BACK.items():
        try:
            add_purpose(notices.ASKING_BACK_SLUG, PurposeWords(language, title, text), by=by)
        except SameWording:
            continue


@action
def end(follow_up: UUID, *, by: UUID | None = None) -> None:
    """Ask nobody after this any more; twice is fine.

    Args:
        follow_up: the rule's id.
        by: the member of staff; None on the command line.
    """
    ended = update(FollowUp).where(FollowUp.id == follow_up, FollowUp.ended_at.is_(None)).values(ended_at=clock.now())
    session().execute(ended)
    audit.record("survey:follow-up", actor=by, subject=follow_up)


def ask_due() -> int:
    """Write the letters that are due; answers how many."""
    rules = select(FollowUp).where(FollowUp.ended_at.is_(None)).order_by(FollowUp.made_at)
    return sum(ask_after(rule.id) for rule in session().scalars(rules).all())


@action
def ask_after(follow_up: UUID) -> int:
    """Write the letters that are due by one rule, some at a time; answers how many."""
    rule = session().get(FollowUp, follow_up)
    survey = session().get(Survey, rule.survey_id) if rule else None
    if rule is None or survey is None or survey.live is None or survey.is_over:
        return 0
    people = _to_ask(rule, clock.now() - timedelta(days=rule.days))
    later = welcome_from(people[:BATCH], notices.ASKING_BACK_SLUG)
    for person in people[:BATCH]:
        _ask(rule, person, later.get(person, clock.now()))
    return len(people[:BATCH])


def _to_ask(rule: FollowUp, before: datetime) -> Sequence[UUID]:
    """Whose day has come, who agree to be asked, and were not asked and have not answered yet."""
    occasion = activity_named(rule.occasion)
    if occasion is None:
        return ()
    since = max(before - LATE, rule.made_at - timedelta(days=rule.days))
    came = occasion.between(rule.place, since, before)
    asking_back = purpose_of_asking()
    assert asking_back, "made with the first rule"
    asked = select(FollowUpLetter.person_id).where(FollowUpLetter.survey_id == rule.survey_id)
    answered = select(SurveyResponse.subject_id).where(SurveyResponse.survey_id == rule.survey_id)
    agreeing = who_agree(asking_back).subquery()
    left = select(agreeing.c.person_id).where(
        agreeing.c.person_id.in_(came),
        agreeing.c.person_id.not_in(asked),
        agreeing.c.person_id.not_in(answered),
        agreeing.c.person_id.not_in(restricted_people()),
    )
    return session().scalars(left).all()


def _ask(rule: FollowUp, person: UUID, at: datetime) -> None:
    """Have the letter written at a moment: now, or when a pause of theirs is over."""
    number = new_id()
    add_row(
        FollowUpLetter,
        id=number,
        person_id=person,
        survey_id=rule.survey_id,
        follow_up_id=rule.id,
        at=at,
        expires_at=at + REMEMBERED,
    )
    add_new_letter("surveys/follow_up", number, owner=person, due=at, asked=number)
