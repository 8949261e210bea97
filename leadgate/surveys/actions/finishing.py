"""Finishing: a response counts from now on, if every quota it belongs to has room for it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from leadgate.analytics.actions import counting
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, add_row, session
from leadgate.questionnaires.flow import Walk
from leadgate.surveys.actions.cutting_loose import cut_loose, is_used_up, use_up
from leadgate.surveys.actions.responses import (
    Read,
    Stands,
    change,
    key_for,
    moment,
    open_response,
    refuse_closed,
    scatter_response,
    sealed_answers,
    take_out,
    walk_of,
)
from leadgate.surveys.errors import ChangedElsewhere
from leadgate.surveys.models import QuotaCount, SurveyResponse
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState, SurveyVisitStep


@action
def finish(gate: SurveyGate, response: UUID) -> Stands:
    """Let a response count whose every page was sent.

    Args:
        gate: of the survey with the version that is answered.
        response: the response's id.

    Returns:
        The response's id as it was until now, and whether it is finished or a quota was full.

    Raises:
        SurveyClosed: it closed or was taken down longer ago than one has to finish.
        SurveyNotOpenYet: it is before its opening date.
        ResponseGone: it was deleted, taken back, or has run out.
        AnsweredAlready: it is finished.
        ChangedElsewhere: a page is still to be sent, or another window was quicker.
    """
    refuse_closed(gate)
    found = open_response(response)
    walk = walk_of(found.row, found.held)
    if walk.next_page() is not None:
        raise ChangedElsewhere
    return end(gate, found, walk, found.held)


def end(gate: SurveyGate, found: Read, walk: Walk, held: SealedResponse) -> Stands:
    """End an open response inside the act at work.

    Args:
        gate: of the survey with the version that is answered.
        found: the response as it was read.
        walk: through that version, with no page left, or on its way where a quota is full.
        held: all it holds now.

    Returns:
        The response's id as it was until now, and whether it is finished or a quota was full.
    """
    held, kept = outcome(gate, walk, held)
    row = found.row
    if not is_used_up(row.survey_id, row.seed):
        use_up(row.survey_id, row.seed, kept["state"])
    if gate.definition.anonymous:
        _cut_loose(row, held, kept)
    else:
        answers = sealed_answers(row.id, found.key, held)
        change(row, answers, saved_at=kept["finished_at"], language=gate.language, **kept)
    return Stands(row.id, kept["state"])


def outcome(gate: SurveyGate, walk: Walk, held: SealedResponse) -> tuple[SealedResponse, dict[str, Any]]:
    """What a whole response holds at its end, and the columns that say how it ended; takes its places in quotas.

    Args:
        gate: of the survey with the version that is answered.
        walk: through that version, with no page left, or on its way where a quota is full.
        held: all that was sent; what the walk does not reach is left out.
    """
    held = held.only(walk.reached)
    has_place = walk.next_page() is None and _has_place(gate, held)
    state = ResponseState.FINISHED if has_place else ResponseState.SCREENED_OUT
    now = moment(anonymous=gate.definition.anonymous)
    counting.note(gate.survey.id, SurveyVisitStep.FINISHED)
    return held, {"state": state, "finished_at": now, "expires_at": now + timedelta(days=gate.definition.kept_days)}


def is_at_its_end(gate: SurveyGate, walk: Walk, held: SealedResponse) -> bool:
    """Whether nothing is left to ask: no page, or no place; nobody answers twenty questions to be sent away then.

    Args:
        gate: of the survey with the version that is answered.
        walk: through that version, with what was sent by now.
        held: all that was sent by now.
    """
    return walk.next_page() is None or _is_turned_away(gate, held.only(walk.reached))


def _is_turned_away(gate: SurveyGate, held: SealedResponse) -> bool:
    mine = _quotas_of(gate, held)
    return bool(mine) and _is_full(mine, session().scalars(_counted(gate, mine)))


def _has_place(gate: SurveyGate, held: SealedResponse) -> bool:
    """Whether every quota it belongs to has room; takes the places, all or none."""
    mine = _quotas_of(gate, held)
    rows = locked_rows(_counted(gate, mine)) if mine else []
    if _is_full(mine, rows):
        return False
    for row in rows:
        row.count += 1
    session().flush()
    return True


def _quotas_of(gate: SurveyGate, held: SealedResponse) -> dict[str, int]:
    """The quotas a response belongs to by what was answered: name, and how many each has room for."""
    items = gate.definition.items
    return {
        quota.name: quota.most
        for quota in gate.definition.quotas
        if quota.question in held.answers and quota.code in items[quota.question].codes(held.answers[quota.question])
    }


def _counted(gate: SurveyGate, mine: Iterable[str]) -> Select[QuotaCount]:
    rows = select(QuotaCount).where(QuotaCount.survey_id == gate.survey.id, QuotaCount.name.in_(mine))
    return rows.order_by(QuotaCount.name)


def _is_full(mine: dict[str, int], rows: Iterable[QuotaCount]) -> bool:
    return any(row.count >= mine[row.name] for row in rows)


def _cut_loose(row: SurveyResponse, held: SealedResponse, kept: dict[str, Any]) -> None:
    """Move a finished anonymous response to another id and another key: its link leads nowhere any more."""
    number = cut_loose(row.id, kept["state"])
    key = key_for(None, number)
    take_out(row)
    add_row(
        SurveyResponse,
        id=number,
        subject_id=number,
        survey_id=row.survey_id,
        version=row.version,
        language=row.language,
        source=row.source,
        seed=0,
        revision=1,
        began_at=row.began_at,
        saved_at=row.saved_at,
        state=kept["state"],
        finished_at=kept["finished_at"],
        expires_at=kept["expires_at"],
        answers=sealed_answers(number, key, held)["answers"],
        import_id=None,
    )
    scatter_response(number, anonymous=True)
