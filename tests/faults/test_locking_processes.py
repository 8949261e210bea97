"""Several processes that decide by what they read: the queue of writers reaches beyond one of them."""

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

import pytest

from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.types import ResponseState
from tests.conftest import build
from tests.facts import count
from tests.faults.places import finish, nearly_done

pytestmark = pytest.mark.both_databases
PROCESSES = 3
EACH = 4


def finish_some(folder: Path, url: str, together: Barrier, responses: list[UUID]) -> None:
    """What each process does once all of them are there."""
    here = build(folder, LEADGATE_DATABASE_URL=url)
    with here.opened():
        for response in responses:
            together.wait(60)
            finish(response)


def test_processes_that_finish_at_once_take_the_three_places_of_a_quota(site, here, database_url, tmp_path):
    waiting, spawned = nearly_done(site, PROCESSES * EACH), get_context("spawn")
    together = spawned.Barrier(PROCESSES)
    processes = [
        spawned.Process(target=finish_some, args=(tmp_path / str(at), database_url, together, waiting[at::PROCESSES]))
        for at in range(PROCESSES)
    ]
    for one in processes:
        one.start()
    for one in processes:
        one.join(120)
    assert [one.exitcode for one in processes] == [0] * PROCESSES
    assert count(SurveyResponse, SurveyResponse.state == ResponseState.FINISHED) == 3
    assert count(SurveyResponse, SurveyResponse.state == ResponseState.SCREENED_OUT) == PROCESSES * EACH - 3
