"""The child that opens files of strangers: what it loads, and what it may use."""

import json
import subprocess
import sys

import pytest

from leadgate.foundation.files import child, drawing
from tests.papers import PDF, PNG

FILES = {"first-page": PDF, "picture": PNG}
# Python tells a hook of each import and of each limit, in the order in which they happen (PEP 578).
LISTENING = """
import atexit, json, runpy, sys
told = []
sys.addaudithook(lambda event, given: told.append(
    given[0] if event == "import" else event) if event in ("import", "resource.setrlimit") else None)
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print(json.dumps([told, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.fixture(params=drawing.DRAWERS)
def told(request) -> tuple[list[str], list[str]]:
    """What happened in a child in turn (a module's name, or a limit), and the modules it ended with."""
    command = [sys.executable, "-I", "-c", LISTENING, str(child.PROGRAM), request.param]
    done = subprocess.run(command, input=FILES[request.param], capture_output=True, check=True)
    happened, modules = json.loads(done.stderr.splitlines()[-1])
    return happened, modules


def packages_of(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_it_loads_nothing_of_the_product(told):
    _, modules = told
    assert not packages_of(modules) & {"leadgate", "workers", "config", "flask", "sqlalchemy"}


def test_its_limits_stand_before_anything_that_reads_a_file_is_imported(told):
    happened, _ = told
    limits = [at for at, what in enumerate(happened) if what == "resource.setrlimit"]
    before, after = packages_of(happened[: limits[-1]]), packages_of(happened[limits[-1] :])
    assert len(limits) == 3
    assert before - {"resource"} <= sys.stdlib_module_names
    assert "PIL" in after


@pytest.mark.parametrize("drawer", drawing.DRAWERS)
def test_what_it_cannot_read_is_said_to_be_so(drawer):
    with pytest.raises(child.NotRead):
        child.drawn_by(drawer, b"neither a page nor a picture")


def test_a_drawer_that_does_not_exist_draws_nothing():
    with pytest.raises(child.NotRead):
        child.drawn_by("sculpture", PNG)
