"""Real processes, a stack of its own for each test: here everything is broken that can break."""

from collections.abc import Iterator

import pytest

from tests.running import Running
from tests.stacks import KINDS, installed


@pytest.fixture(params=KINDS)
def running(request, tmp_path) -> Iterator[Running]:
    with installed(request.param, tmp_path, request) as (made, _broker):
        yield made
