"""Leads as files: a list is read, looked through and taken in, and everybody who came by it leaves as a file again.

Beside each stands what the cryptography of a row alone costs, in a bare loop of the same primitives: no way of writing
rows can be faster than that.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from hmac import digest
from io import BytesIO
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bench import prepared
from bench.clock import installation_of
from bench.memory import peak_megabytes
from leadgate.app import create_app
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.foundation.background import outbox
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation
from leadgate.foundation.permissions import Role
from leadgate.lead_exports import files
from leadgate.lead_exports.actions import exporting
from leadgate.lead_exports.columns import USUAL
from leadgate.lead_imports import queries
from leadgate.lead_imports.actions import sending, taking_in
from leadgate.leads.choosing import choice_in
from leadgate.operating import install

ROWS, DOMAINS = 100_000, 3_000
IMPORTED, EXPORTED = 5_000, 20_000
"""Rows a second that are wanted."""
HEAD = b"Email Address,CONFIRM_TIME,Source,First Name\r\n"
LOOPS = 20_000


class Taker:
    """Whoever takes a file along."""

    id, role = new_id(), Role.MARKETER


def measured(kind: str, folder: Path, rows: int = ROWS) -> list[dict[str, object]]:
    """Every row on one database."""
    with prepared.database(kind, folder) as (url, _bare):
        here = installation_of(prepared.settings(folder, url, 1))
        with here.opened(), create_app(here).app_context():
            migrating.migrate(here)
            migrating.make_keys()
            install(here)
            gc.freeze()  # as the workers and the web server do once they are loaded
            add_purpose("newsletter", PurposeWords("en", "Monthly letter", "Once a month."))
            found = [*brought(rows), _taken_along(here, rows)]
        here.database.dispose()
    return found


def brought(rows: int) -> Iterator[dict[str, object]]:
    """So many people come by a list and agree to the newsletter, step by step."""
    lines = (
        b"somebody%d@company%d.example,2024-05-06 07:08:09,The fair in Graz,Somebody\r\n" % (at, at % DOMAINS)
        for at in range(rows)
    )
    file, made = BytesIO(HEAD + b"".join(lines)), list[UUID]()
    yield _timed("a list is read and sealed", rows, lambda: made.append(sending.send(file, "list.csv", "en", by=None)))
    [number] = made
    sending.read_as(number, queries.import_of(number).columns, "newsletter")
    yield _timed("it is looked through", rows, _work)
    taking_in.begin(number, by=None)
    yield _timed("it is taken in", rows, _work, IMPORTED, _seal_one())
    forget_what_was_read()
    assert queries.import_of(number).counts == {"new": rows}


def _taken_along(here: Installation, rows: int) -> dict[str, object]:
    choice, by = choice_in({}, []), Taker()
    lines = exporting.begin(choice, "newsletter", list(USUAL), "csv", by=by.id)

    def write() -> None:
        parts = files.as_csv(lines.heads, files.lines_of(here, choice, lines, by))
        assert sum(part.count(b"\n") for part in parts) == rows + 1

    return _timed("they leave as a file (CSV)", rows, write, EXPORTED, _open_one())


def _work() -> None:
    while outbox.drain(60):
        forget_what_was_read()


def _timed(
    work: str, rows: int, do: Callable[[], object], bar: int = 0, primitives: Callable[[], object] | None = None
) -> dict[str, object]:
    before, began, busy = peak_megabytes(), time.perf_counter(), time.process_time()
    do()
    took, busy = time.perf_counter() - began, time.process_time() - busy
    found: dict[str, object] = {"work": f"{work}, {rows} rows", "per_second": round(rows / took)}
    found |= {"per_processor_second": round(rows / busy), "grown_megabytes": round(peak_megabytes() - before)}
    if primitives:
        found |= {
            "cryptography_alone_per_processor_second": round(_loops(primitives)),
            "bar": f">= {bar} a second, flat",
        }
    return found


def _loops(primitives: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(LOOPS):
        primitives()
    return LOOPS / (time.process_time() - began)


PLACE, TEXT = b"ledger_evidence.circumstances.01a22d49-a748-72f7-a3e0-66275ca2b07b", b"{}" * 120


def _seal_one() -> Callable[[], object]:
    """A key of one's own, wrapped; three texts sealed; a pseudonym; a hash and two keyed hashes."""
    wrapper, installation = AESGCM(os.urandom(32)), os.urandom(32)

    def do() -> None:
        key = AESGCM.generate_key(256)
        wrapper.encrypt(os.urandom(12), key, PLACE)
        cipher = AESGCM(key)
        for _text in range(3):
            cipher.encrypt(os.urandom(12), TEXT, PLACE)
        HKDFExpand(SHA256(), 16, b"leadgate pseudonym").derive(key)
        sha256(TEXT).hexdigest()
        digest(installation, PLACE, "sha256")
        digest(installation, TEXT, "sha256")

    return do


def _open_one() -> Callable[[], object]:
    """A key unwrapped, a text opened; a pseudonym, and two keyed hashes: of the line, and of the entry about it."""
    wrapper, installation, nonce = AESGCM(os.urandom(32)), os.urandom(32), os.urandom(12)
    key = AESGCM.generate_key(256)
    wrapped, sealed = wrapper.encrypt(nonce, key, PLACE), AESGCM(key).encrypt(nonce, TEXT[:40], PLACE)

    def do() -> None:
        opened = wrapper.decrypt(nonce, wrapped, PLACE)
        AESGCM(opened).decrypt(nonce, sealed, PLACE)
        HKDFExpand(SHA256(), 16, b"leadgate pseudonym").derive(opened)
        digest(installation, PLACE, "sha256")
        digest(installation, TEXT, "sha256")

    return do
