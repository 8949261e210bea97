"""Changing a draft step by step: each can be undone, and nobody overwrites what somebody else changed meanwhile."""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, delete, select

from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.questionnaires.definition import Definition, as_json, from_json
from leadgate.survey_editor import documents
from leadgate.survey_editor.errors import DraftChanged, NothingToUndo
from leadgate.survey_editor.models import SurveyDraftStep, Way
from leadgate.surveys import access
from leadgate.surveys.actions import publishing

LONGEST_TAB = 40
MOST_STEPS = 50
"""So many can be undone; a survey has some ten kilobytes, so they are half a megabyte."""


def stands(survey: Definition) -> str:
    """Names a survey as it stands: another one has another name."""
    return sha256(as_json(survey).encode()).hexdigest()[:16]


@action
def change(survey_id: UUID, seen: str, changed: Callable[[Definition], Definition], *, tab: str = "", by: UUID) -> None:
    """Change the draft, as one step.

    Args:
        survey_id: the survey's id.
        seen: what `stands` said of the draft that whoever changes it has before them.
        tab: what the window calls itself it is changed in. It may have before it what it has changed itself since.
        changed: makes the new draft of the one there is.
        by: the member of staff.

    Raises:
        NoSuchSurvey: there is none of that id.
        DraftChanged: it is not the draft they have before them.
    """
    now = _newest(survey_id)
    if seen != stands(now) and not _is_of_tab(survey_id, seen, tab):
        raise DraftChanged
    new = changed(now)
    if new == now:
        return
    _keep(survey_id, Way.BACK, now, tab)
    _forget(survey_id, Way.FORTH, beyond=0)
    _forget(survey_id, Way.BACK, beyond=MOST_STEPS)
    publishing.save_draft(survey_id, new, by=by)


@action
def step(survey_id: UUID, way: Way, *, tab: str = "", by: UUID) -> None:
    """Undo the last step, or do again what was undone last.

    Args:
        survey_id: the survey's id.
        way: back to undo, forth to do again.
        tab: what the window calls itself it is done in.
        by: the member of staff.

    Raises:
        NoSuchSurvey: there is none of that id.
        NothingToUndo: no step leads that way.
    """
    now = _newest(survey_id)
    found = session().scalars(_steps(survey_id, way).limit(1)).first()
    if found is None:
        raise NothingToUndo
    _keep(survey_id, Way.FORTH if way is Way.BACK else Way.BACK, now, tab)
    publishing.save_draft(survey_id, from_json(found.definition), by=by)
    session().delete(found)


def _newest(survey_id: UUID) -> Definition:
    publishing.lock_survey(survey_id)
    return documents.newest(access.survey(survey_id).id)


def _steps(survey_id: UUID, way: Way) -> Select[SurveyDraftStep]:
    own = select(SurveyDraftStep).where(SurveyDraftStep.survey_id == survey_id, SurveyDraftStep.way == way)
    return own.order_by(SurveyDraftStep.id.desc())


def _is_of_tab(survey_id: UUID, seen: str, tab: str) -> bool:
    """Whether all that was changed since a draft stood so was changed in this window."""
    for one in session().scalars(_steps(survey_id, Way.BACK)) if tab else ():
        if one.tab != tab[:LONGEST_TAB]:
            return False
        if stands(from_json(one.definition)) == seen:
            return True
    return False


def _keep(survey_id: UUID, way: Way, survey: Definition, tab: str) -> None:
    text = as_json(survey)
    row = SurveyDraftStep(id=new_id(), survey_id=survey_id, way=way, definition=text, tab=tab[:LONGEST_TAB])
    session().add(row)
    session().flush()


def _forget(survey_id: UUID, way: Way, *, beyond: int) -> None:
    """Forget the steps one way, but for so many of the newest."""
    old = _steps(survey_id, way).with_only_columns(SurveyDraftStep.id).offset(beyond)
    session().execute(delete(SurveyDraftStep).where(SurveyDraftStep.id.in_(session().scalars(old).all())))
