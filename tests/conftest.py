"""What every test may ask for: an installation on each database, an application, somebody who visits it."""

import gc
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher, profiles
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text

import config
from leadgate.app import create_app
from leadgate.assets.actions import counting
from leadgate.foundation.counters import Counters
from leadgate.foundation.databases import migrating, page_cache
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.installation import Installation
from leadgate.foundation.settings import Settings
from leadgate.operating import install
from leadgate.rooms import ROOMS
from leadgate.staff import passwords
from tests import readers, services, size
from tests.dealing import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler
from tests.kept import KeptPostgresql, KeptSqlite
from tests.migrated import Remembered
from tests.visitor import Site

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

hypothesis.register_profile(
    "leadgate",
    deadline=None,
    derandomize=True,
    max_examples=size.examples(40, 100),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
hypothesis.load_profile("leadgate")
readers.remember()
passwords._common = cache(passwords._common)  # unpacked for each password in the product, which sets few of them

CHEAP = PasswordHasher.from_parameters(profiles.CHEAPEST)
"""A password is as hard to guess in a test as its hash is dear; one test looks at the real cost."""
HOUSE = assemble(ROOMS)
ENVIRONMENT = {
    "LEADGATE_BASE_URL": "http://localhost",
    "LEADGATE_SECRET_KEY": "s" * 32,
    "LEADGATE_MASTER_KEY": "m" * 32,
    "LEADGATE_FORM_MIN_SECONDS": "0",
    "LEADGATE_CONTROLLER_NAME": "The Quiet Bakery",
    "LEADGATE_CONTROLLER_EMAIL": "hello@bakery.example",
}


ONLY_SQLITE, BOTH = ["sqlite"], ["sqlite", "postgresql"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on both databases what says that it speaks to them (`both_databases`), and everything in a full run."""
    if "kept_database" not in metafunc.fixturenames:
        return
    given = [name for mark in metafunc.definition.iter_markers("parametrize") for name in str(mark.args[0]).split(",")]
    if "kept_database" not in given:
        both = size.ALL or metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("kept_database", BOTH if both else ONLY_SQLITE, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is `large` to a full run; it is not there, rather than skipped."""
    left = [item for item in items if not size.ALL and item.get_closest_marker("large")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    """Look for garbage among what tests leave only, and less often: what is loaded by now stays, and is large."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    """What drives browsers: one for all of a process, for there can be no two."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[services.PostgreSQL]:
    with services.postgresql() as server:
        yield server


def execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def prepare(url: str, folder: Path) -> None:
    here = build(folder, LEADGATE_DATABASE_URL=url)
    with here.opened():
        migrating.migrate(here)
        migrating.make_keys()
        install(here)
    here.database.dispose()


def build(folder: Path, **environment: str) -> Installation:
    """An installation in a folder of its own."""
    given = {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(folder), **environment}
    here = Installation.built_from(config.load(given, dotenv=folder / "no.env"), HOUSE)
    here.passwords = CHEAP
    here.counters = Counters(here.opened, seconds=None)
    return here


@pytest.fixture(scope="session")
def remembered() -> Remembered:
    return Remembered(migrating.command.upgrade)


@pytest.fixture
def migrated_once(remembered, monkeypatch) -> None:
    """Let who builds many a database beside another one not wait for Alembic each time."""
    monkeypatch.setattr(migrating.command, "upgrade", remembered)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    prepare(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql, tmp_path_factory) -> str:
    execute(postgresql.url("postgres"), "create database template_of_ours")
    prepare(postgresql.url("template_of_ours"), tmp_path_factory.mktemp("template"))
    return "template_of_ours"


@pytest.fixture(scope="session")
def kept_sqlite(sqlite_template, tmp_path_factory) -> Iterator[KeptSqlite]:
    kept = KeptSqlite(tmp_path_factory.mktemp("kept"), sqlite_template)
    yield kept
    kept.database.dispose()


@pytest.fixture(scope="session")
def kept_postgresql(postgresql, postgresql_template) -> Iterator[KeptPostgresql]:
    kept = KeptPostgresql(postgresql.url, postgresql_template)
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """Where an S3-compatible server answers."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=services.free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def kept_database(request, tmp_path) -> Iterator[KeptSqlite | KeptPostgresql]:
    """A database of the kind the test is run on, at this version and as every installation begins."""
    if request.param == "sqlite" and request.node.get_closest_marker("own_file"):
        found = KeptSqlite(tmp_path, request.getfixturevalue("sqlite_template"))
    else:
        found = request.getfixturevalue(f"kept_{request.param}")
    yield found
    found.put_back()


@pytest.fixture
def database_url(kept_database) -> str:
    """Its address."""
    return kept_database.url


@pytest.fixture
def environment(request) -> dict[str, str]:
    """Settings of one test, by `@pytest.mark.environment(LEADGATE_…="…")`."""
    marker = request.node.get_closest_marker("environment")
    return dict(marker.kwargs) if marker else {}


@pytest.fixture
def outside(tmp_path_factory) -> Path:
    """A folder outside of the data folder of `here`, which is `tmp_path`."""
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def here(kept_database, environment, tmp_path, stage) -> Iterator[Installation]:
    """An installation at work."""
    installation = stage.moved_to(build(tmp_path, **{"LEADGATE_DATABASE_URL": kept_database.url, **environment}))
    installation.database = kept_database.database
    page_cache.forget()
    with installation.opened():
        yield installation
    counting.wait_until_counted()


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all tests instead of once for each."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


PLACES = {"data_dir", "database_url", "storage_url", "master_key_file"}
"""The settings that say where things are, which no application needs to know beforehand."""


class Stage:
    """One installation and one application for all tests with the same settings; each test moves in with its own parts.

    Making an application is compiling two hundred addresses, which is a good part of what a test would cost.
    """

    def __init__(self) -> None:
        self._installations: dict[tuple[str, ...], Installation] = {}
        self._apps: dict[int, Flask] = {}

    def moved_to(self, new: Installation) -> Installation:
        """The installation of these settings, with the parts of a new one."""
        kind = tuple(str(getattr(new.given, each.name)) for each in fields(Settings) if each.name not in PLACES)
        known = self._installations.setdefault(kind, new)
        known.__dict__.update(new.__dict__)
        return known

    def app_of(self, here: Installation) -> Flask:
        """Its application."""
        if id(here) not in self._apps:
            made = self._apps[id(here)] = create_app(here)
            made.testing = False
            made.jinja_env.bytecode_cache = COMPILED
        return self._apps[id(here)]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


@pytest.fixture
def app(here, stage):
    return stage.app_of(here)


@pytest.fixture
def site(app, here) -> Site:
    """The running site as those who use it meet it."""
    return Site(app, here)
