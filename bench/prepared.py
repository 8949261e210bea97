"""What has to be there before anything is measured: a database, a published file, people who asked, links to press."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import config
from leadgate.app import create_app
from leadgate.assets import queries
from leadgate.assets.actions import opting_in, publishing
from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.links import download_token
from leadgate.assets.room import CONFIRM
from leadgate.assets.verifications import OPT_IN
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, session
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.installation import Installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.actions.recording import Circumstances
from leadgate.operating import install
from leadgate.people.verification.actions.proving import prove
from leadgate.people.verification.models import Verification
from leadgate.rooms import ROOMS
from tests.services import PostgreSQL

CONFIRMATIONS, ROUNDS = 12_000, 3
PEOPLE = 200
CIRCUMSTANCES = Circumstances("/a/guide", "en", "192.0.2.0/24", "bench")


@dataclass(frozen=True)
class Gate:
    """A published file and the links to it."""

    file: Path
    downloads: list[str]
    confirmations: list[list[str]]


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases of a kind, ours and the comparison's, as durable as in earnest."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'leadgate.db'}", f"sqlite:///{folder / 'bare.db'}"
        return
    server = PostgreSQL(folder / "postgresql", durable=True)
    server.start()
    try:
        yield server.url("postgres"), server.url("postgres")
    finally:
        server.stop()


def settings(folder: Path, url: str, port: int) -> dict[str, str]:
    """What leadgate is told; limits and pace are for strangers, not for a load test."""
    return {
        "LEADGATE_DATA_DIR": str(folder / "data"),
        "LEADGATE_DATABASE_URL": url,
        "LEADGATE_BASE_URL": f"http://127.0.0.1:{port}",
        "LEADGATE_RATE_LIMITS": "off",
        "LEADGATE_FORM_MIN_SECONDS": "0",
    }


def gate(environment: dict[str, str], folder: Path) -> Gate:
    """Publish a file of 5 MB, let people ask for it, and some of them confirm."""
    here = Installation.built_from(config.load(environment, dotenv=folder / "no.env", makes_keys=True), assemble(ROOMS))
    with here.opened(), create_app(here).app_context():
        migrating.migrate(here)
        migrating.make_keys()
        install(here)
        add_purpose("newsletter", PurposeWords("en", "Monthly letter", "Once a month."))
        file = folder / "guide.csv"
        file.write_bytes(os.urandom(2_500_000).hex().encode())
        page = AssetPage(title="The guide", purposes=["newsletter"], asked=[FormField("name", "Name", "to greet you")])
        with file.open("rb") as content:
            publishing.publish("guide", page, content, "guide.csv")
        made = Gate(file, _downloads(here), [_confirmations(here, run) for run in range(ROUNDS)])
    here.database.dispose()
    return made


def _downloads(here: Installation) -> list[str]:
    asked = _ask("d", PEOPLE)
    done = [prove(OPT_IN, one, method="mail-link", circumstances=CIRCUMSTANCES) for one in asked]
    assert here
    return [f"/d/{download_token(one.grant_id)}" for one in done]


def _confirmations(here: Installation, run: int) -> list[str]:
    return [f"/confirm/{here.tokens.make(CONFIRM, one)}" for one in _ask(f"c{run}", CONFIRMATIONS)]


@action
def _ask(name: str, count: int) -> list:  # type: ignore[type-arg]
    guide = queries.gate("guide", "en")
    assert guide
    ids = []
    for number in range(count):
        typed = TypedOptIn(f"{name}{number}@person.example", fields={"name": "Ada"}, consent=frozenset(["newsletter"]))
        offered = guide.optional
        ids.append(opting_in.write(guide, typed, parsed(typed.email), CIRCUMSTANCES, offered, False))
    session().query(Verification).update({"mails": 1})
    return ids
