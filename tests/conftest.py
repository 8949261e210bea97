"""What every test may ask for: an installation on each database, an application, somebody who visits it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text

import config
from leadgate.app import create_app
from leadgate.assets import landing_cache
from leadgate.assets.actions import counting
from leadgate.consent.actions.purposes import install_delivery
from leadgate.foundation import gathering, migrating
from leadgate.foundation.house import assemble
from leadgate.foundation.installation import Installation
from leadgate.rooms import ROOMS
from tests import services
from tests.visitor import Site

hypothesis.register_profile(
    "leadgate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
hypothesis.load_profile("leadgate")

ENVIRONMENT = {
    "LEADGATE_BASE_URL": "http://localhost",
    "LEADGATE_SECRET_KEY": "s" * 32,
    "LEADGATE_MASTER_KEY": "m" * 32,
    "LEADGATE_FORM_MIN_SECONDS": "0",
    "LEADGATE_CONTROLLER_NAME": "The Quiet Bakery",
    "LEADGATE_CONTROLLER_EMAIL": "hello@bakery.example",
}


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory) -> Iterator[services.PostgreSQL]:
    server = services.PostgreSQL(services.reachable(tmp_path_factory.mktemp("postgresql")) / "server")
    server.start()
    yield server
    server.stop()


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
        install_delivery()
    here.database.dispose()


def build(folder: Path, **environment: str) -> Installation:
    """An installation in a folder of its own."""
    given = {**ENVIRONMENT, "LEADGATE_DATA_DIR": str(folder), **environment}
    return Installation.built_from(config.load(given, dotenv=folder / "no.env"), assemble(ROOMS))


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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> Iterator[str]:
    """A fresh database of each kind, at this version."""
    if request.param == "sqlite":
        path = tmp_path / "leadgate.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    template, server = request.getfixturevalue("postgresql_template"), request.getfixturevalue("postgresql")
    name = f"test_{os.urandom(6).hex()}"
    execute(server.url("postgres"), f"create database {name} template {template} strategy file_copy")
    yield server.url(name)
    execute(server.url("postgres"), f"drop database {name} with (force)")


@pytest.fixture
def environment(request) -> dict[str, str]:
    """Settings of one test, by `@pytest.mark.environment(LEADGATE_…="…")`."""
    marker = request.node.get_closest_marker("environment")
    return dict(marker.kwargs) if marker else {}


@pytest.fixture
def here(database_url, environment, tmp_path) -> Iterator[Installation]:
    """An installation at work, on both databases in turn."""
    installation = build(tmp_path, **{"LEADGATE_DATABASE_URL": database_url, **environment})
    landing_cache.forget()
    gathering.forget()
    with installation.opened():
        yield installation
    counting.wait_until_counted()
    installation.database.dispose()


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


@pytest.fixture
def app(here):
    made = create_app(here)
    made.testing = False
    made.jinja_env.bytecode_cache = COMPILED
    return made


@pytest.fixture
def site(app, here) -> Site:
    """The running site as those who use it meet it."""
    return Site(app, here)
