"""A response as it lies in the database: opening it, and changing it while nobody else does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, bindparam, delete, select, update

from leadgate.foundation import clock
from leadgate.foundation.databases.scattering import scatter
from leadgate.foundation.db import run, session
from leadgate.foundation.ids import id_at
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.vault import Ciphertext, PersonKey, VaultKey
from leadgate.questionnaires.flow import Walk
from leadgate.surveys import sealed
from leadgate.surveys.errors import AnsweredAlready, ChangedElsewhere, ResponseGone, SurveyClosed, SurveyNotOpenYet
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.queries import SurveyGate, definition_of
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.types import ResponseState


@dataclass(frozen=True, slots=True)
class Stands:
    """A response and how far it has come."""

    response: UUID
    state: ResponseState

    @property
    def is_open(self) -> bool:
        """Whether something is left to ask."""
        return self.state == ResponseState.OPEN

    @property
    def was_full(self) -> bool:
        """Whether there was no place for it in a quota."""
        return self.state == ResponseState.SCREENED_OUT


def refuse_closed(gate: SurveyGate) -> None:
    """Refuse when answers are not taken now; whoever was in the middle of it when it closed can still finish.

    Raises:
        SurveyClosed: it closed or was taken down longer ago than `types.TO_FINISH`.
        SurveyNotOpenYet: it is before its opening date.
    """
    if not gate.may_be_finished:
        raise SurveyClosed
    if not (gate.is_open or gate.is_over):
        raise SurveyNotOpenYet


def key_for(person: UUID | None, number: UUID) -> PersonKey:
    """The key a new response is sealed under: the person's, or one of its own.

    Args:
        person: whose it will be; None for somebody unknown, and for an anonymous one.
        number: the id of the response.

    Raises:
        KeyDestroyed: the person was erased.
    """
    vault = installation().vault
    return vault.key_of(person) if person else vault.new_key(number)


def id_of_form(form: bytes, opened_at: datetime | None) -> UUID:
    """The id of the response that a form begins, which is the same for the same form.

    Args:
        form: its fingerprint under a key of ours; whoever has neither learns nothing from it.
        opened_at: when it was opened, so that ids are in order; None where nothing may tell when it was.
    """
    return id_at(opened_at, form) if opened_at else UUID(bytes=form[:16], version=4)


def moment(*, anonymous: bool) -> datetime:
    """This moment, or this day where a moment could be compared with one in a log."""
    now = clock.now()
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if anonymous else now


@dataclass(frozen=True, slots=True)
class Read:
    """A response, the key it is sealed under, and what it holds."""

    row: SurveyResponse
    key: PersonKey
    held: SealedResponse


def read(row: SurveyResponse, wrapped: bytes) -> Read:
    """A response, opened.

    Args:
        row: of the response.
        wrapped: the key it lies under, as it was read with it.
    """
    key = installation().vault.opened(row.subject_id, wrapped)
    return Read(row, key, sealed.from_text(key.open(SurveyResponse.answers, row.id, row.answers)))


def opened(row: SurveyResponse) -> SealedResponse:
    """What a response holds.

    Raises:
        ResponseGone: its key is destroyed.
    """
    try:
        key = installation().vault.key_of(row.subject_id)
    except KeyDestroyed as gone:
        raise ResponseGone from gone
    return sealed.from_text(key.open(SurveyResponse.answers, row.id, row.answers))


def walk_of(row: SurveyResponse, held: SealedResponse) -> Walk:
    """The way of a response through the version it answers.

    Args:
        row: of the response.
        held: what it holds.
    """
    return Walk(definition_of(row.survey_id, row.version), held.answers, held.passed, row.seed)


_RESPONSE = (
    select(SurveyResponse, VaultKey.wrapped)
    .join(VaultKey, VaultKey.id == SurveyResponse.subject_id)
    .where(SurveyResponse.id == bindparam("response"))
    .execution_options(populate_existing=True)
)


def open_response(response: UUID) -> Read:
    """A response that is not finished.

    Raises:
        ResponseGone: it was deleted, taken back, or has run out.
        AnsweredAlready: it is finished.
    """
    found = session().execute(_RESPONSE, {"response": response}).one_or_none()
    if found is None:
        raise ResponseGone
    if found[0].state != ResponseState.OPEN:
        raise AnsweredAlready
    return read(*found)


def sealed_answers(response_id: UUID, key: PersonKey, held: SealedResponse) -> dict[str, Ciphertext]:
    """The column of what a response holds, by its name.

    Args:
        response_id: the response's id, which the ciphertext is bound to.
        key: that it lies under.
        held: what it holds.
    """
    return {"answers": key.seal(SurveyResponse.answers, response_id, sealed.as_text(held))}


def change(row: SurveyResponse, values: Mapping[str, object], **more: object) -> None:
    """Change an open response, if it is still as it was read; its revision goes up by one.

    Args:
        row: as it was read.
        values: of columns, by their names.
        more: of others, likewise.

    Raises:
        ChangedElsewhere: somebody has changed or deleted it since.
    """
    new = {**values, **more, "revision": row.revision + 1}
    if run(_change_of(frozenset(new)), {**new, "mine": row.id, "read": row.revision}).rowcount != 1:
        raise ChangedElsewhere
    if row in session():
        session().expire(row)


@cache
def _change_of(columns: frozenset[str]) -> Executable:
    mine = (SurveyResponse.id == bindparam("mine")) & (SurveyResponse.revision == bindparam("read"))
    mine &= SurveyResponse.state == ResponseState.OPEN
    return update(SurveyResponse).where(mine).values({name: bindparam(name) for name in columns})


def scatter_response(response: UUID, *, anonymous: bool) -> None:
    """Let no table keep when an anonymous response came: neither its own, nor that of its key.

    Args:
        response: the response's id.
        anonymous: whether it is; of others nothing is changed.
    """
    for table in (SurveyResponse, VaultKey) if anonymous else ():
        scatter(table, response)


def take_out(row: SurveyResponse) -> None:
    """Delete an open response, if it is still as it was read: of two who end it at once, one does."""
    mine = (SurveyResponse.id == row.id) & (SurveyResponse.revision == row.revision)
    gone = delete(SurveyResponse).where(mine, SurveyResponse.state == ResponseState.OPEN)
    if session().execute(gone).rowcount != 1:  # type: ignore[attr-defined]
        raise ChangedElsewhere
    delete_response(row)


def delete_response(row: SurveyResponse) -> None:
    """Delete a response, and its key where it has one of its own."""
    session().execute(delete(SurveyResponse).where(SurveyResponse.id == row.id))
    if row.subject_id == row.id:
        session().execute(delete(VaultKey).where(VaultKey.id == row.id))
    if row in session():
        session().expunge(row)
