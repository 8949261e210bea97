"""What is searched for in files is found wherever it stands, while others cut and let go of them."""

import subprocess
import sys
import tracemalloc

import pytest

from leadgate.foundation import residue_scan
from leadgate.foundation.residue_scan import PART_BYTES, files_with

WORD = b"ada@person.example"
CUTS = """
import sys
with open(sys.argv[1], "r+b") as file:
    print("ready", flush=True)
    while True:
        file.seek(0)
        file.write(b"." * 8 * 2**20)
        file.flush()
        file.truncate(10)
"""
SEARCHES = """
import sys
from pathlib import Path
from leadgate.foundation.residue_scan import files_with

for _ in range(200):
    assert files_with([b"ada@person.example"], [Path(sys.argv[1])]) == 0
"""


@pytest.mark.parametrize(
    "at", [0, 1, PART_BYTES - len(WORD), PART_BYTES - 7, PART_BYTES - 1, PART_BYTES, 2 * PART_BYTES - 3]
)
def test_a_word_is_found_wherever_it_stands(tmp_path, at):
    path = tmp_path / "pages"
    path.write_bytes(b"." * at + WORD + b"." * 100)
    assert files_with([WORD, b"noor@person.example"], [path]) == 1


def test_what_is_no_file_or_empty_holds_nothing(tmp_path):
    (tmp_path / "empty").touch()
    assert files_with([WORD], [tmp_path, tmp_path / "gone", tmp_path / "empty"]) == 0


def test_a_file_that_another_process_cuts_while_it_is_searched_ends_nothing(tmp_path):
    """A mapped one did: SIGBUS, the worker's end."""
    path = tmp_path / "pages"
    path.write_bytes(b"." * PART_BYTES)
    with subprocess.Popen([sys.executable, "-c", CUTS, path], stdout=subprocess.PIPE) as cutter:
        cutter.stdout.readline()
        try:
            searched = subprocess.run([sys.executable, "-c", SEARCHES, path], timeout=100, check=False)
        finally:
            cutter.kill()
    assert searched.returncode == 0


def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path):
    path = tmp_path / "pages"
    with path.open("wb") as file:
        file.truncate(40 * PART_BYTES)
    tracemalloc.start()
    assert not residue_scan._holds(path, WORD)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 6 * PART_BYTES
