"""Answering: a response begins with its first page and grows page by page.

Whoever is known answers under their own key, once per survey. Whoever is not answers under a key of the response's own.
An anonymous response is never anybody's: it has a random id and knows days instead of moments.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from leadgate.analytics.actions import counting
from leadgate.consent.actions.answering import answer
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.limits import Limit, spend
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.types import ConsentEvent
from leadgate.questionnaires.flow import SurveyPage, Walk
from leadgate.surveys.actions.cutting_loose import cut_loose, how_it_ended, is_used_up, use_up
from leadgate.surveys.actions.finishing import end, is_at_its_end, outcome
from leadgate.surveys.actions.responses import (
    Read,
    Stands,
    change,
    id_of_form,
    key_for,
    moment,
    refuse_closed,
    scatter_response,
    sealed_answers,
    walk_of,
)
from leadgate.surveys.errors import AnsweredAlready, NotAgreed, PageUsedUp
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.reading import PageRead
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState, SurveyVisitStep

UNFINISHED_KEPT = timedelta(days=30)
PER_NETWORK = Limit("survey/network", 120, timedelta(hours=1))
PER_SURVEY = Limit("survey/begun", 20_000, timedelta(hours=1))
SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Begun:
    """Who begins, and what they agreed to."""

    person: UUID | None = None
    agrees: bool = False
    quoted: bool = False
    source: str = ""
    network: str = ""
    form: bytes = b""
    """The fingerprint of the form they sent: pressed twice, it is still one answer. Random where there is no form."""
    opened_at: datetime | None = None
    """When they opened it."""
    seed_before: int | None = None
    """The seed of the page they came back to, which is made anew each time it is opened."""


@action
def begin(
    gate: SurveyGate, who: Begun, page: SurveyPage, read: PageRead, seed: int, circumstances: Circumstances
) -> Stands:
    """Begin a response with its first page, and finish it where that is all, or a quota is full.

    Args:
        gate: of the survey, in the language it was shown.
        who: begins, and what they agreed to.
        page: that was sent.
        read: its answers, as they were read and checked.
        seed: of the order in which things were shown; the same for the whole response.
        circumstances: of the form, as evidence; not kept of an anonymous response.

    Returns:
        The response's id, and whether it is open, finished, or a quota was full.

    Raises:
        SurveyClosed: it closed or was taken down longer ago than one has to finish.
        SurveyNotOpenYet: it is before its opening date.
        NotAgreed: the survey is not anonymous, and the box is empty.
        PageUsedUp: a response that began with the same page has ended, and what was sent now are other answers.
        TooMany: too many begin from this network, or this survey.
    """
    refuse_closed(gate)
    anonymous = gate.definition.anonymous
    if not anonymous and not who.agrees:
        raise NotAgreed
    number = id_of_form(who.form or secrets.token_bytes(), None if anonymous else who.opened_at or clock.now())
    if sent := _sent_before(number, anonymous=anonymous):
        return sent
    _refuse_further(gate, who, seed)
    now = moment(anonymous=anonymous)
    held, how = _after_first_page(gate, page, read, seed, now)
    if how["finished_at"]:
        number, seed = _at_its_end(gate, who, number, seed, how["state"])
    key = key_for(None if anonymous else who.person, number)
    add_row(
        SurveyResponse,
        id=number,
        subject_id=key.owner,
        survey_id=gate.survey.id,
        version=gate.version,
        language=gate.language,
        source=who.source,
        seed=seed,
        revision=1,
        began_at=now,
        saved_at=now,
        **how,
        answers=sealed_answers(number, key, held)["answers"],
        import_id=None,
    )
    counting.note(gate.survey.id, SurveyVisitStep.BEGUN)
    scatter_response(number, anonymous=anonymous)
    if not anonymous:
        answer(key, _said(gate, who, read), method="survey", circumstances=circumstances)
    return Stands(number, how["state"])


def _refuse_further(gate: SurveyGate, who: Begun, seed: int) -> None:
    """Refuse whoever has answered with this page, and more than a network or a survey is let begin."""
    seeds = [seed] if who.seed_before is None else [seed, who.seed_before]
    if who.form and any(is_used_up(gate.survey.id, one) for one in seeds):
        raise PageUsedUp
    if who.network:
        spend((PER_NETWORK, who.network), (PER_SURVEY, str(gate.survey.id)))


def _at_its_end(gate: SurveyGate, who: Begun, number: UUID, seed: int, state: ResponseState) -> tuple[UUID, int]:
    """The id and the seed that are kept of a response which ends with its first page; its page is used up."""
    if who.form:
        use_up(gate.survey.id, seed, state)
    return (cut_loose(number, state), 0) if gate.definition.anonymous else (number, seed)


def _sent_before(number: UUID, *, anonymous: bool) -> Stands | None:
    """How the response stands that the same form began."""
    if sent := session().get(SurveyResponse, number):
        return Stands(sent.id, sent.state)
    ended = how_it_ended(number) if anonymous else None
    return Stands(number, ended) if ended else None


def _after_first_page(
    gate: SurveyGate, page: SurveyPage, read: PageRead, seed: int, now: datetime
) -> tuple[SealedResponse, dict[str, Any]]:
    """What a response holds after its first page, and the columns that say how it stands."""
    held = SealedResponse().with_page(page, read)
    walk = Walk(gate.definition, held.answers, held.passed, seed)
    if is_at_its_end(gate, walk, held):
        return outcome(gate, walk, held)
    return held, {"state": ResponseState.OPEN, "finished_at": None, "expires_at": now + UNFINISHED_KEPT}


def _said(gate: SurveyGate, who: Begun, read: PageRead) -> list[tuple[UUID, ConsentEvent]]:
    """What whoever begins says yes and no to, by the wording they read."""
    quoting = gate.quoting
    said = [(gate.learning.notice_id, ConsentEvent.GIVEN)]
    said += [(quoting.notice_id, ConsentEvent.GIVEN if who.quoted else ConsentEvent.REFUSED)] if quoting else []
    return said + ([(gate.special.notice_id, ConsentEvent.GIVEN)] if read.kept else [])


def new_seed() -> int:
    """By which the order of what is shuffled is chosen."""
    return secrets.randbelow(SEEDS)


@action
def save(gate: SurveyGate, found: Read, page: SurveyPage, read: PageRead, circumstances: Circumstances) -> Stands:
    """Keep a page that was sent, and finish the response where it was the last.

    Args:
        gate: of the survey with the version that is answered.
        found: the response as it was read a moment ago; it is changed only if it is still like that.
        page: that was sent.
        read: its answers, as they were read and checked.
        circumstances: of the form, as evidence; not kept of an anonymous response.

    Returns:
        The response's id, and whether it is open, finished, or a quota was full.

    Raises:
        SurveyClosed: it closed or was taken down longer ago than one has to finish.
        SurveyNotOpenYet: it is before its opening date.
        AnsweredAlready: the response is finished.
        ChangedElsewhere: another window was quicker, or it is gone.
    """
    refuse_closed(gate)
    if found.row.state != ResponseState.OPEN:
        raise AnsweredAlready
    row, key, held = found.row, found.key, found.held.with_page(page, read)
    walk, now = walk_of(row, held), moment(anonymous=gate.definition.anonymous)
    if read.kept and not gate.definition.anonymous:
        answer(key, [(gate.special.notice_id, ConsentEvent.GIVEN)], method="survey", circumstances=circumstances)
    if is_at_its_end(gate, walk, held):
        return end(gate, found, walk, held)
    kept = {"saved_at": now, "expires_at": now + UNFINISHED_KEPT, "language": gate.language}
    change(row, sealed_answers(row.id, key, held), **kept)
    return Stands(row.id, ResponseState.OPEN)
