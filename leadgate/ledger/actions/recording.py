"""Recording: adding entries to the ledger, with their evidence sealed beside them."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, add_rows, session
from leadgate.foundation.events import Looked
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.sql.tables import Row, row_of
from leadgate.ledger import subjects
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.signing import mark_of, marker_of, texts_of
from leadgate.ledger.types import ConsentEvent

EVIDENCE_KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How an act reached us: kept sealed, and for a shorter time than the entry."""

    page: str
    language: str
    network: str
    user_agent: str
    signals: tuple[str, ...] = ()


_WRITTEN = json.JSONEncoder(sort_keys=True).encode
_CIRCUMSTANCES = [each.name for each in fields(Circumstances)]


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """The purpose and the exact notice an entry is about."""

    purpose: str
    notice: str
    language: str


@action
def record(
    key: PersonKey,
    happenings: list[tuple[NoticeWording, ConsentEvent]],
    *,
    method: str,
    circumstances: Circumstances | None,
    request: UUID | None = None,
) -> list[UUID]:
    """Add one entry per purpose, all of one act.

    Args:
        key: the person's; seals the evidence, and its pseudonym names whose entries they are.
        happenings: what happened to which wording.
        method: how, in one word (`form`, `mail-link`, `confirm-page`, `mail-code`, `one-click`, `guardian`, `command`).
        circumstances: the evidence, if there is any.
        request: the opt-in the entries come from; they show that they belong together, and name no row of it.

    Returns:
        The ids of the entries, in the order of the happenings.
    """
    evidence = [_evidence_row(key, circumstances)] if circumstances else []
    digest, act = evidence[0]["sha256"] if evidence else None, subjects.act_of(key, request) if request else None
    rows = [_entry_row(key, wording, happened, method, act, digest) for wording, happened in happenings]
    add_rows(LedgerEvidence, evidence)
    add_rows(LedgerEntry, rows)
    return [row["id"] for row in rows]


@action
def record_for_many(
    people: Sequence[tuple[PersonKey, Circumstances]], wording: NoticeWording, happened: ConsentEvent, *, method: str
) -> list[UUID]:
    """As `record`, where the same happened to many people: an entry for each, all written together.

    Args:
        people: the key of each, and how it came about.
        wording: of all of them.
        happened: what happened to it.
        method: how, in one word.

    Returns:
        The ids of the entries, in the order of the people.
    """
    evidence = [_evidence_row(key, circumstances) for key, circumstances in people]
    alike: dict[str, Any] = {
        "purpose": wording.purpose,
        "notice": wording.notice,
        "language": wording.language,
        "happened": happened,
        "at": clock.now(),
        "method": method,
        "request": None,
    }
    mark, rows = marker_of(alike, "evidence", "id", "subject"), list[Row[LedgerEntry]]()
    for (key, _how), proof in zip(people, evidence, strict=True):
        made, subject, digest = new_id(), subjects.subject_of(key), proof["sha256"]
        marked = mark(digest, made, subject)
        rows.append(row_of(LedgerEntry, id=made, subject=subject, evidence=digest, mark=marked, **alike))
    add_rows(LedgerEvidence, evidence)
    add_rows(LedgerEntry, rows)
    return [row["id"] for row in rows]


def _entry_row(
    key: PersonKey, wording: NoticeWording, happened: ConsentEvent, method: str, act: UUID | None, evidence: str | None
) -> Row[LedgerEntry]:
    return _marked(
        row_of(
            LedgerEntry,
            id=new_id(),
            subject=subjects.subject_of(key),
            purpose=wording.purpose,
            notice=wording.notice,
            language=wording.language,
            happened=happened,
            at=clock.now(),
            method=method,
            request=act,
            evidence=evidence,
            mark=None,
        )
    )


@action
def record_batch(purpose: str, notice: str, evidence: str) -> UUID:
    """Add the one entry of many answers that are about nobody: it names their wording, and what they lead to.

    Args:
        purpose: what they are about.
        notice: the SHA-256 of the wording that was shown, in all its languages.
        evidence: the SHA-256 of their number and the root of their tree.

    Returns:
        The id of the entry.
    """
    row = row_of(
        LedgerEntry,
        id=new_id(),
        subject=new_id(),
        purpose=purpose,
        notice=notice,
        language="",
        happened=ConsentEvent.BATCHED,
        at=clock.now(),
        method="batch",
        request=None,
        evidence=evidence,
        mark=None,
    )
    add_row(LedgerEntry, **_marked(row))
    return cast(UUID, row["id"])


@action
def record_looks(event: Looked) -> None:
    """Note that a member of staff looked at these people, in the same log as what they agreed to."""
    _record_looks(subjects.subjects_for_looks(event.people), event)


@action
def record_looks_by_keys(keys: Sequence[PersonKey], event: Looked) -> None:
    """As `record_looks`, where the keys of the people are open already: a file has many people.

    Args:
        keys: of all whom the event names.
        event: the look.
    """
    _record_looks([subjects.subject_of(key) for key in keys], event)


def _record_looks(found: Sequence[UUID], event: Looked) -> None:
    alike: dict[str, Any] = {
        "purpose": event.look,
        "notice": "",
        "language": "",
        "happened": ConsentEvent.SEEN,
        "at": clock.now(),
        "method": event.role,
        "request": event.by,
        "evidence": None,
    }
    mark = marker_of(alike, "id", "subject")
    named = ((new_id(), subject) for subject in found)
    add_rows(
        LedgerEntry, (row_of(LedgerEntry, id=made, subject=of, mark=mark(made, of), **alike) for made, of in named)
    )


def _marked(row: Row[LedgerEntry]) -> Row[LedgerEntry]:
    """Say that this installation records it: an entry without its mark is never sealed."""
    row["mark"] = mark_of(texts_of(row))
    return row


def _evidence_row(key: PersonKey, circumstances: Circumstances) -> Row[LedgerEvidence]:
    # The salt keeps the hash in the ledger from confirming a guess once the evidence is gone.
    how = {name: getattr(circumstances, name) for name in _CIRCUMSTANCES}
    text = _WRITTEN({"salt": secrets.token_hex(16), **how})
    row = new_id()
    return row_of(
        LedgerEvidence,
        id=row,
        owner=key.owner,
        sha256=sha256(text.encode()).hexdigest(),
        circumstances=key.seal(LedgerEvidence.circumstances, row, text),
        expires_at=clock.now() + EVIDENCE_KEPT,
    )


@action
def adopt_evidence(from_key: PersonKey, to_key: PersonKey) -> None:
    """Seal one person's evidence under another's key: two requests turned out to be the same person's.

    Args:
        from_key: what it is sealed under now.
        to_key: what it is sealed under from now on; it is its owner's then.
    """
    for row in session().scalars(select(LedgerEvidence).where(LedgerEvidence.owner == from_key.owner)):
        text = from_key.open(LedgerEvidence.circumstances, row.id, row.circumstances)
        row.owner = to_key.owner
        row.circumstances = to_key.seal(LedgerEvidence.circumstances, row.id, text)
    session().flush()
