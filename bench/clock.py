"""What the clock and the officer wait for: a sweep of expired people, an erasure, the verification of the ledger."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import delete, func, select

import config
from bench import pages, prepared
from bench.memory import peak_megabytes
from leadgate.app import create_app
from leadgate.assets.models import Asset, AssetVersion, Download, Grant
from leadgate.consent.models import ConsentState, Purpose
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, add_rows, forget_what_was_read, session
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.sql.tables import Base
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.signing import fields_of, mark_of, texts_of
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.operating import install
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.retention.actions import sweeping
from leadgate.rooms import ROOMS
from leadgate.verifier.reading import canonical

LONG_AGO = timedelta(days=1000)
OWN = (Download, Verification, Grant, ConsentState, LedgerEvidence, Person, VaultKey)
WHOSE = {Person: "id", VaultKey: "id", LedgerEvidence: "owner", Verification: "subject_id"}
BATCH = 500
ERASURES, PER_SECOND = 200, 20
FEW = 1_000
"""People that the pages are measured with first."""


def measured(kind: str, folder: Path, people: int) -> list[dict[str, object]]:
    """The three rows on one database, with so many people."""
    with prepared.database(kind, folder) as (url, _bare):
        environment = prepared.settings(folder, url, 1)
        here = installation_of(environment)
        app = create_app(here)
        with here.opened(), app.app_context():
            migrating.migrate(here)
            migrating.make_keys()
            install(here)
            asset = _asset()
            fill(asset, FEW, timedelta(0))
            few = pages.measured(app)
            rows = [_erasures(asset), _verification(people), *_sweep(asset, people, app, few, environment)]
        here.database.dispose()
    return rows


def installation_of(environment: dict[str, str]) -> Installation:
    """The installation of these settings."""
    return Installation.built_from(config.load(environment, dotenv=Path("no.env"), makes_keys=True), assemble(ROOMS))


@action
def _asset() -> tuple[UUID, UUID]:
    asset = Asset(id=new_id(), slug="guide", title="Guide", summary="", body="", language="en", asks_age=False,
                  asks_why=False, motivations=[], made_at=clock.now(), published_at=clock.now())  # fmt: skip
    session().add(asset)
    session().flush()
    version = AssetVersion(id=new_id(), asset_id=asset.id, number=1, file_name="g.pdf", media_type="application/pdf",
                           size=1, sha256="0" * 64, stored_as="x", made_at=clock.now())  # fmt: skip
    session().add(version)
    session().flush()
    return asset.id, version.id


def fill(asset: tuple[UUID, UUID], people: int, ago: timedelta) -> None:
    """People with all they own, as the product would have written them."""
    for at in range(0, people, 2_000):
        _fill_batch(asset, min(2_000, people - at), ago)


@action
def _fill_batch(asset: tuple[UUID, UUID], people: int, ago: timedelta) -> None:
    from leadgate.foundation.installation import installation

    vault, then = installation().vault, clock.now() - ago
    purpose = session().scalar(select(Purpose.id))
    rows: dict[type[Base], list[dict[str, object]]] = {table: [] for table in reversed(OWN)}
    for owner in [new_id() for _ in range(people)]:
        key = vault.new_key(owner)
        grant, evidence = new_id(), new_id()
        address = f"{owner.hex}@bench.example"
        rows[Person].append({
            "id": owner, "address_index": vault.blind_index("address", address), "language": "en",
            "address": key.seal(Person.address, owner, address), "known_since": then, "last_active": then,
        })  # fmt: skip
        rows[LedgerEvidence].append({
            "id": evidence, "owner": owner, "sha256": "0" * 64, "expires_at": clock.now() + LONG_AGO,
            "circumstances": key.seal(LedgerEvidence.circumstances, evidence, "{}" * 100),
        })  # fmt: skip
        rows[ConsentState].append({
            "person_id": owner, "purpose_id": purpose, "state": ConsentEvent.GIVEN, "since": then, "entry": new_id(),
        })  # fmt: skip
        rows[Grant].append({
            "id": grant, "person_id": owner, "asset_id": asset[0], "granted_at": then,
            "answers": key.seal(Grant.answers, grant, "{}"), "expires_at": clock.now() + LONG_AGO,
        })  # fmt: skip
        rows[Verification].append({
            "id": new_id(), "subject_id": owner, "kind": "opt-in", "about": asset[0], "language": "en", "source": "",
            "for_guardian": False, "made_at": then, "link_ends_at": then, "code_tries": 0, "mails": 1,
            "answered": False, "confirmed_at": then, "method": "mail-link",
        })  # fmt: skip
        rows[Download].append({
            "id": new_id(), "person_id": owner, "grant_id": grant, "version_id": asset[1], "at": clock.now(),
        })  # fmt: skip
    for table, found in rows.items():
        add_rows(table, found)


def _sweep(
    asset: tuple[UUID, UUID], people: int, app: Flask, few: pages.Times, environment: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Rows a second: a sweep of expired people with all they own, against a bare DELETE of the same rows in batches."""
    fill(asset, people, LONG_AGO)
    rows = people * len(OWN)
    began = time.perf_counter()
    _bare_delete()
    bare = rows / (time.perf_counter() - began)
    fill(asset, people, LONG_AGO)
    yield from pages.rows(app, few, people)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        taken, seconds, before, peak = worker.submit(_sweep_alone, environment).result()
    ours = rows / seconds
    assert taken == people, taken
    yield {"work": f"sweep of {people} people", "per_second": round(ours), "against_per_second": round(bare),
           "ratio": round(ours / bare, 3), "bar": 0.3,
           "grown_mb": round(peak - before, 1), "peak_mb": round(peak)}  # fmt: skip


def _sweep_alone(environment: dict[str, str]) -> tuple[int, float, float, float]:
    """A sweep in a process of its own, whose memory is nobody else's: people taken, seconds, megabytes before, at most.

    Args:
        environment: The settings of the installation.
    """
    here = installation_of(environment)
    app = create_app(here)
    with here.opened(), app.app_context():
        before = peak_megabytes()
        began = time.perf_counter()
        taken = sum(one.taken for one in sweeping.sweep(unwarned=True, approved=True))
        return taken, time.perf_counter() - began, before, peak_megabytes()


def _bare_delete() -> None:
    while batch := _some():
        _delete(batch)


def _some() -> list[UUID]:
    forget_what_was_read()
    return list(session().scalars(select(VaultKey.id).join(Person, Person.id == VaultKey.id).limit(BATCH)))


@action
def _delete(batch: list[UUID]) -> None:
    for table in OWN:
        whose = getattr(table, WHOSE.get(table, "person_id"))
        session().execute(delete(table).where(whose.in_(batch)).execution_options(synchronize_session=False))


def _erasures(asset: tuple[UUID, UUID]) -> dict[str, object]:
    """Seconds from a request to its certificate, when they come at an even pace and one worker finishes them."""
    fill(asset, ERASURES, timedelta(0))
    people = list(session().scalars(select(Person.id).limit(ERASURES)))
    asked, certified, worst = {}, {}, time.perf_counter()
    for at, person in enumerate(people):
        while time.perf_counter() < worst + at / PER_SECOND:
            _finish(asked, certified)
        asked[erasing.erase(person, why=Why.PERSON)] = time.perf_counter()
        _finish(asked, certified)
    while len(certified) < len(asked):
        _finish(asked, certified)
    took = sorted(certified[one] - began for one, began in asked.items())
    return {"work": f"erasure, request to certificate, {PER_SECOND} a second", "p99_seconds": round(took[-3], 3),
            "median_seconds": round(statistics.median(took), 3), "bar": "p99 < 2 s"}  # fmt: skip


def _finish(asked: dict[UUID, float], certified: dict[UUID, float]) -> None:
    if len(certified) == len(asked):
        time.sleep(0.002)
        return
    outbox.drain(0.2)
    forget_what_was_read()
    done = session().scalars(select(Erasure.id).where(Erasure.id.in_(asked), Erasure.finished_at.is_not(None)))
    for one in done:
        certified.setdefault(one, time.perf_counter())


def _verification(entries: int) -> dict[str, object]:
    """Seconds to verify the ledger, against reading the entries and hashing the same bytes."""
    for at in range(0, entries, 5_000):
        _record(min(5_000, entries - at))
        sealing.seal_all()
    began = time.perf_counter()
    _hash_only()
    bare = time.perf_counter() - began
    forget_what_was_read()
    began = time.perf_counter()
    assert verify().faults == []
    ours = time.perf_counter() - began
    count = session().scalar(select(func.count()).select_from(LedgerEntry))
    return {"work": f"verification of {count} entries", "seconds": round(ours, 2), "against_seconds": round(bare, 2),
            "ratio": round(ours / bare, 2), "bar": "<= 3"}  # fmt: skip


@action
def _hash_only() -> None:
    """Read in one transaction, which PostgreSQL wants of a cursor."""
    for row in session().scalars(select(LedgerEntry).execution_options(yield_per=2_000)):
        sha256(canonical(fields_of(row))).digest()


@action
def _record(count: int) -> None:
    said = {
        "purpose": "newsletter",
        "notice": "0" * 64,
        "language": "en",
        "happened": ConsentEvent.GIVEN,
        "method": "form",
    }
    add_rows(LedgerEntry, (
        {**entry, "mark": mark_of(texts_of(entry))}
        for entry in (
            {**said, "id": new_id(), "subject": new_id(), "at": clock.now(), "request": None, "evidence": None}
            for _ in range(count)
        )
    ))  # fmt: skip
