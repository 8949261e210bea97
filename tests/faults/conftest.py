"""Real processes: embedded (SQLite and files) and large (PostgreSQL and Redis)."""

import os
from collections.abc import Iterator

import pytest

from tests import services
from tests.conftest import execute
from tests.running import Running


@pytest.fixture(params=["embedded", "large"])
def running(request, tmp_path) -> Iterator[Running]:
    if request.param == "embedded":
        made = Running(tmp_path)
        yield made
        made.stop()
        return
    server = request.getfixturevalue("postgresql")
    name = f"fault_{os.urandom(6).hex()}"
    execute(server.url("postgres"), f"create database {name}")
    with services.redis(tmp_path) as broker:
        made = Running(tmp_path, LEADGATE_DATABASE_URL=server.url(name), LEADGATE_REDIS_URL=broker.url)
        yield made
        made.stop()
    execute(server.url("postgres"), f"drop database {name} with (force)")
