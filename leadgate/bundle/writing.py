"""The auditor's bundle: everything a third party needs to check us, in one file, and nothing about anybody.

Entries bear random ids; what was sealed stays out. The verifier in it needs neither this software nor this server.
"""

import inspect
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select

from leadgate.bundle import verifier
from leadgate.consent.models import Notice, Purpose
from leadgate.erasure.models import Erasure
from leadgate.foundation.db import session
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry, LedgerLeaf, LedgerSeal
from leadgate.ledger.signing import fields_of, moment, public_key
from leadgate.retention.rules import in_force
from leadgate.rights import processing

ROWS_AT_ONCE = 2_000


def write(path: Path) -> int:
    """Write the bundle to a new file; answers how many entries of the ledger are in it."""
    sealing.seal_all()
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        count = _write_lines(file, "entries.jsonl", _entries())
        _write_lines(file, "seals.jsonl", _seals())
        _write_lines(file, "certificates.jsonl", _certificates())
        _write_lines(file, "notices.jsonl", _notices())
        file.writestr("public_key.txt", public_key().hex() + "\n")
        file.writestr("records-of-processing.csv", processing.as_csv())
        file.writestr("retention-rules.json", json.dumps(list(_rules()), indent=2))
        file.writestr("verify.py", inspect.getsource(verifier))
    return count


def _write_lines(file: ZipFile, name: str, documents: Iterable[dict[str, Any]]) -> int:
    count = 0
    with file.open(name, "w", force_zip64=True) as lines:
        for document in documents:
            lines.write(json.dumps(document, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _entries() -> Iterator[dict[str, Any]]:
    joined = select(LedgerEntry, LedgerLeaf.position).join(LedgerLeaf, LedgerLeaf.entry == LedgerEntry.id)
    page, last = joined.order_by(LedgerLeaf.position).limit(ROWS_AT_ONCE), -1
    while rows := session().execute(page.where(LedgerLeaf.position > last)).all():
        yield from (fields_of(entry) for entry, _ in rows)
        last = rows[-1][1]
        session().expunge_all()


def _seals() -> Iterator[dict[str, Any]]:
    for seal in session().scalars(select(LedgerSeal).order_by(LedgerSeal.size)):
        head = {"size": seal.size, "root": seal.root.hex(), "sealed_at": moment(seal.sealed_at)}
        yield head | {"signature": seal.signature.hex()}


def _certificates() -> Iterator[dict[str, Any]]:
    done = select(Erasure.certificate).where(Erasure.finished_at.is_not(None)).order_by(Erasure.id)
    yield from (certificate for certificate in session().scalars(done) if certificate)


def _notices() -> Iterator[dict[str, Any]]:
    for notice, slug in session().execute(select(Notice, Purpose.slug).join(Purpose).order_by(Notice.id)):
        shown = {"purpose": slug, "version": notice.version, "language": notice.language}
        yield shown | {"title": notice.title, "text": notice.text, "sha256": notice.sha256}


def _rules() -> Iterator[dict[str, Any]]:
    for one in in_force():
        yield {"rule": one.rule.name, "days": one.lifetime.days, "does": one.rule.does, "reason": one.reason}
