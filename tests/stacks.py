"""The two ways leadgate is run: embedded (SQLite and files) and large (PostgreSQL and Redis)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests import services
from tests.conftest import execute
from tests.running import Running

KINDS = ("embedded", "large")


@contextmanager
def installed(
    kind: str, folder: Path, request: pytest.FixtureRequest, **environment: str
) -> Iterator[tuple[Running, services.Redis | None]]:
    """An installation of one kind at this version, and its broker when it has one; what is started of it ends here."""
    with ExitStack() as ends:
        broker = None
        if kind == "embedded":
            (folder / "data").mkdir(mode=0o700)
            shutil.copy(request.getfixturevalue("sqlite_template"), folder / "data/leadgate.db")
        else:
            broker = ends.enter_context(services.redis(folder))
            own = {"LEADGATE_DATABASE_URL": ends.enter_context(_database(request)), "LEADGATE_REDIS_URL": broker.url}
            environment = own | environment
        running = Running(folder, **environment)
        ends.callback(running.stop)
        yield running, broker


@contextmanager
def _database(request: pytest.FixtureRequest) -> Iterator[str]:
    server, template = request.getfixturevalue("postgresql"), request.getfixturevalue("postgresql_template")
    name = f"stack_{os.urandom(6).hex()}"
    execute(server.url("postgres"), f"create database {name} template {template} strategy file_copy")
    try:
        yield server.url(name)
    finally:
        execute(server.url("postgres"), f"drop database {name} with (force)")
