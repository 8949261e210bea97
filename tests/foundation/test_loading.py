"""What is started loads only what it needs, and looks for garbage again as soon as it has."""

import gc
import os
import subprocess
import sys

import pytest

from leadgate.foundation.house.loading import collect_again, stop_collecting
from tests.conftest import ENVIRONMENT
from tests.running import ROOT, commanded

STARTS = """
import gc
import sys
from leadgate.foundation.house.loading import stop_collecting
stop_collecting()
import workers.app
print(gc.isenabled())
from leadgate.running.serving import application
application()
print(gc.isenabled(), sorted({"numpy", "openpyxl", "playwright", "leadgate.pii_detection.names"} & sys.modules.keys()))
"""


@pytest.fixture(autouse=True)
def _as_it_was():
    gc.unfreeze()  # what the tests of this process have kept from being looked at
    yield
    gc.freeze()
    gc.enable()


def test_garbage_is_looked_for_again_and_not_among_what_was_loaded():
    stop_collecting()
    assert not gc.isenabled()
    collect_again()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000


def test_who_was_never_told_to_stop_freezes_nothing():
    collect_again()
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("words", [("config",), ("ledger", "checkpoint")])
def test_a_command_is_at_work_with_garbage_looked_for(tmp_path, words):
    stop_collecting()
    commanded(*words, LEADGATE_DATA_DIR=str(tmp_path))
    assert gc.isenabled()


def test_what_serves_and_what_works_look_for_garbage_and_have_loaded_nothing_for_workbooks_or_texts(tmp_path):
    environment = {**os.environ, **ENVIRONMENT, "LEADGATE_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", STARTS], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n", 1) == ["True", "True []\n"], done.stderr
