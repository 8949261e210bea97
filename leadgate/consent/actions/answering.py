"""Answering: what a person said to purposes, on the ledger and at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from uuid import UUID

from sqlalchemy import Executable, exists, select
from sqlalchemy.orm import aliased

from leadgate.consent.events import ConsentEnded, ConsentTurned
from leadgate.consent.models import ConsentState, Notice, Purpose
from leadgate.consent.queries import sharing_given
from leadgate.consent.types import Need
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked, locked_rows
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, database, session, write
from leadgate.foundation.events import tell
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.ledger.actions.recording import Circumstances, NoticeWording, record
from leadgate.ledger.queries import wording_in
from leadgate.ledger.types import ConsentEvent
from leadgate.standing.events import OptedOut
from leadgate.standing.queries import has_opted_out

Answer = tuple[UUID, ConsentEvent]
"""The id of the notice that was shown, and what was said to it."""
ENDED = (ConsentEvent.WITHDRAWN, ConsentEvent.EXPIRED)
NOTE = "consent.note_withdrawal"
FORM = "form"
"""How an answer came about that waits for the proof of the address."""


@action
def answer(
    key: PersonKey,
    answers: Iterable[Answer],
    *,
    method: str,
    circumstances: Circumstances | None = None,
    request: UUID | None = None,
    heeds_opt_out: bool = True,
    since: datetime | None = None,
) -> list[UUID]:
    """Record what a proven person said, and let it count from this moment.

    A yes to handing data on, said by somebody who has opted out of that, is recorded as a no.

    Args:
        key: the person's.
        answers: the id of each notice they were shown, and what they said to it.
        method: how, in one word (`mail-link`, `own-page`, `one-click`, `retention`).
        circumstances: the evidence, if there is any.
        request: the opt-in or request to join it was said in, if it was.
        heeds_opt_out: False only for what they say themselves on their own page, which allows that one purpose.
        since: when they said it, if it is only said again now.

    Returns:
        The ids of the entries on the ledger, in the order of the answers.
    """
    said = [(shown_in(notice), happened) for notice, happened in answers]
    if heeds_opt_out:
        said = _heeding_opt_out(key.owner, said)
    if not said:
        return []
    happenings = [(shown.wording, happened) for shown, happened in said]
    entries = record(key, happenings, method=method, circumstances=circumstances, request=request)
    at, before = since or clock.now(), _stood(key.owner, (shown for shown, _happened in said))
    let_count(
        {"person_id": key.owner, "purpose_id": shown.purpose_id, "state": happened, "since": at, "entry": entry}
        for (shown, happened), entry in zip(said, entries, strict=True)
    )
    for shown, happened in said:
        if shown.is_for_everybody:
            tell(ConsentTurned(shown.purpose_id, before.get(shown.purpose_id), happened, method))
        if happened in ENDED:
            tell(ConsentEnded(key.owner, shown.purpose_id, method))
    return entries


def _stood(person: UUID, said_to: Iterable["ShownNotice"]) -> dict[UUID, ConsentEvent]:
    """Where a person stands until now, by purpose; nobody else changes it meanwhile, so each turn is told once."""
    purposes = [shown.purpose_id for shown in said_to if shown.is_for_everybody]
    if not purposes:
        return {}
    mine = select(ConsentState).where(ConsentState.person_id == person, ConsentState.purpose_id.in_(purposes))
    return {one.purpose_id: one.state for one in locked_rows(mine.order_by(ConsentState.purpose_id))}


def _heeding_opt_out(
    person: UUID, said: list[tuple["ShownNotice", ConsentEvent]]
) -> list[tuple["ShownNotice", ConsentEvent]]:
    asked = {shown.purpose_id for shown, happened in said if shown.shares and happened is ConsentEvent.GIVEN}
    if not asked or not has_opted_out(person):
        return said
    refused = asked - set(sharing_given(person))
    return [(shown, ConsentEvent.REFUSED if shown.purpose_id in refused else what) for shown, what in said]


@action
def end_sharing(event: OptedOut) -> None:
    """Withdraw whatever hands a person's data on, in the act that opts them out."""
    key = installation().vault.key_of(event.person)
    for purpose in sharing_given(event.person):
        withdraw(key, purpose, method="opt-out")


@action
def note_request(
    key: PersonKey,
    answers: Iterable[tuple[NoticeWording, ConsentEvent]],
    *,
    circumstances: Circumstances,
    request: UUID,
) -> None:
    """Record what somebody asked for whose address is not proven yet: provable, and without effect.

    Args:
        key: what their request is sealed under.
        answers: the wording of each purpose they were shown, and what they said to it.
        circumstances: of the form, as evidence.
        request: the verification that waits.
    """
    record(key, list(answers), method=FORM, circumstances=circumstances, request=request)


@action
def withdraw(
    key: PersonKey,
    purpose: UUID,
    *,
    method: str,
    circumstances: Circumstances | None = None,
    since: datetime | None = None,
) -> bool:
    """End a person's consent to one purpose at once.

    Args:
        key: the person's.
        purpose: the purpose's id.
        method: how, in one word (`one-click`, `own-page`).
        circumstances: the evidence, if there is any.
        since: when they said it, if it is only said again now.

    Returns:
        Whether there was a consent to end.
    """
    state = locked(ConsentState, (key.owner, purpose))
    if state is None or state.state not in (ConsentEvent.GIVEN, ConsentEvent.RENEWED):
        return False
    notice = session().scalars(select(Notice.id).where(Notice.sha256 == wording_in(state.entry))).one()
    said = [(notice, ConsentEvent.WITHDRAWN)]
    [entry] = answer(key, said, method=method, circumstances=circumstances, since=since)
    # Beside the database as well: a restored backup must not take back what was taken back since.
    note = {"entry": entry, "purpose": purpose} | ({"at": since.isoformat()} if since else {})
    outbox.add_new(NOTE, note, key=f"{NOTE}/{entry}")
    return True


@action
def withdraw_by_name(person: UUID, slug: str, *, method: str) -> bool:
    """End a person's consent to the optional purpose of that name.

    Args:
        person: the person's id.
        slug: of the purpose.
        method: how, in one word.

    Returns:
        Whether there was a consent to end.

    Raises:
        KeyDestroyed: the person was erased.
    """
    optional = select(Purpose.id).where(Purpose.slug == slug, Purpose.need == Need.OPTIONAL)
    purpose = session().scalar(optional)
    return purpose is not None and withdraw(installation().vault.key_of(person), purpose, method=method)


@action
def give_by_name(person: UUID, slug: str, notice: str, *, method: str) -> bool:
    """Take a yes that a person says on a page of their own to an optional purpose, in the very wording shown there.

    Args:
        person: the person's id.
        slug: of the purpose.
        notice: the SHA-256 of the wording the person saw.
        method: how, in one word.

    Returns:
        Whether it was taken: not where the purpose is not offered in such a wording, or no longer.

    Raises:
        KeyDestroyed: the person was erased.
    """
    newer = aliased(Notice)
    newer_one = (newer.purpose_id == Notice.purpose_id, newer.language == Notice.language)
    offered = (
        select(Notice.id)
        .join(Purpose)
        .where(Purpose.slug == slug, Purpose.need == Need.OPTIONAL, Purpose.retired_at.is_(None))
        .where(Notice.sha256 == notice, ~exists().where(*newer_one, newer.version > Notice.version))
    )
    found = session().scalar(offered)
    if found is None:
        return False
    key = installation().vault.key_of(person)
    answer(key, [(found, ConsentEvent.GIVEN)], method=method, heeds_opt_out=False)
    return True


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """What was shown: the purpose, whether it hands data on, and its wording."""

    purpose_id: UUID
    shares: bool
    is_for_everybody: bool
    """Whether it can be said no to, and is about no one thing such as a group."""
    wording: NoticeWording


@lru_cache(maxsize=1_000)  # a notice never changes, so what was read of one once is true for good
def shown_in(notice: UUID) -> ShownNotice:
    """What a notice shows, by its id."""
    everybodys = (Purpose.need == Need.OPTIONAL) & Purpose.belongs_to.is_(None)
    columns = select(Purpose.id, Purpose.shares, everybodys, Purpose.slug, Notice.sha256, Notice.language)
    found = columns.join(Purpose).where(Notice.id == notice)
    purpose_id, shares, is_for_everybody, slug, sha256, language = session().execute(found).one()
    wording = NoticeWording(purpose=slug, notice=sha256, language=language)
    return ShownNotice(purpose_id, shares, is_for_everybody, wording)


def let_count(states: Iterable[dict[str, object]]) -> None:
    """Let these be the last word on each purpose, whether there was one before or not."""
    write(_last_word(database().is_sqlite), list(states))


@cache
def _last_word(_on_sqlite: bool) -> Executable:
    said = upsert(ConsentState)
    newest = {name: said.excluded[name] for name in ("state", "since", "entry")}
    return said.on_conflict_do_update(index_elements=["person_id", "purpose_id"], set_=newest)
