"""Answering: what a person said to purposes, on the ledger and at hand."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, select
from sqlalchemy.dialects import postgresql, sqlite

from leadgate.consent.models import ConsentState, Need, Notice, Purpose
from leadgate.foundation import clock
from leadgate.foundation.db import action, database, session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import PersonKey
from leadgate.ledger.actions.recording import Circumstances, Wording, record
from leadgate.ledger.models import Happened, LedgerEntry

Answer = tuple[UUID, Happened]
"""The id of the notice that was shown, and what was said to it."""


@action
def answer(
    key: PersonKey,
    answers: Iterable[Answer],
    *,
    method: str,
    circumstances: Circumstances | None = None,
    request: UUID | None = None,
) -> None:
    """Record what a proven person said, and let it count from this moment."""
    answers = list(answers)
    if not answers:
        return
    shown, now = _shown(notice for notice, _ in answers), clock.now()
    happenings = [(_wording(*shown[notice]), happened) for notice, happened in answers]
    entries = record(key, happenings, method=method, circumstances=circumstances, request=request)
    _let_count(
        {"person_id": key.owner, "purpose_id": shown[notice][1].id, "state": happened, "since": now, "entry": entry}
        for (notice, happened), entry in zip(answers, entries, strict=True)
    )


@action
def note_request(
    key: PersonKey, answers: Iterable[tuple[Wording, Happened]], *, circumstances: Circumstances, request: UUID
) -> None:
    """Record what somebody asked for whose address is not proven yet: provable, and without effect."""
    record(key, list(answers), method="form", circumstances=circumstances, request=request)


@action
def withdraw(key: PersonKey, purpose: UUID, *, method: str, circumstances: Circumstances | None = None) -> bool:
    """End a person's consent to one purpose at once; False when there was none to end."""
    state = session().get(ConsentState, (key.owner, purpose))
    if state is None or state.state not in (Happened.GIVEN, Happened.RENEWED):
        return False
    wording = select(LedgerEntry.notice).where(LedgerEntry.id == state.entry).scalar_subquery()
    notice = session().scalars(select(Notice.id).where(Notice.sha256 == wording)).one()
    answer(key, [(notice, Happened.WITHDRAWN)], method=method, circumstances=circumstances)
    return True


@action
def withdraw_by_name(person: UUID, slug: str, *, method: str) -> bool:
    """End a person's consent to the optional purpose of that name; False when there was none to end."""
    optional = select(Purpose.id).where(Purpose.slug == slug, Purpose.need == Need.OPTIONAL)
    purpose = session().scalar(optional)
    return purpose is not None and withdraw(installation().vault.key_of(person), purpose, method=method)


def _shown(notices: Iterable[UUID]) -> dict[UUID, tuple[Notice, Purpose]]:
    found = session().execute(select(Notice, Purpose).join(Purpose).where(Notice.id.in_(list(notices))))
    return {notice.id: (notice, purpose) for notice, purpose in found}


def _wording(notice: Notice, purpose: Purpose) -> Wording:
    return Wording(purpose=purpose.slug, notice=notice.sha256, language=notice.language)


def _let_count(states: Iterable[dict[str, object]]) -> None:
    """The last word on each purpose, whether there was one before or not."""
    session().connection().execute(_last_word("sqlite" if database().is_sqlite else "postgresql"), list(states))


@cache
def _last_word(dialect: str) -> Executable:
    upsert = {"sqlite": sqlite, "postgresql": postgresql}[dialect].insert(ConsentState)
    newest = {name: upsert.excluded[name] for name in ("state", "since", "entry")}
    made: Executable = upsert.on_conflict_do_update(index_elements=["person_id", "purpose_id"], set_=newest)
    return made
