"""docs/security.md says what is true: each row has a proof or a reason, and each test it names is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+)\*? \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS = 207
"""As many as apply at levels 1 and 2; the page names those that do not."""


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs/security.md").read_text()


def test_every_row_that_applies_stands_there_once_with_a_proof_a_reason_or_open(page):
    rows = ROW.findall(page)
    assert len(rows) == ROWS
    assert [number for number, times in Counter(number for number, _, _ in rows).items() if times > 1] == []
    assert [number for number, what, proof in rows if len(what) < 5 or len(proof.strip()) < 5] == []


def test_every_line_of_a_table_is_a_row_that_is_read(page):
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert [one for one in lines if not (ROW.match(one) or one in ("| | what | proof |", "|---|---|---|"))] == []


def test_every_test_that_is_named_is_there(page):
    named = NAMED.findall(page)
    assert len(named) == page.count(".py::"), "each stands in backquotes"
    missing = [f"{file}::{name}" for file, name in named
               if not (ROOT / file).is_file() or f"\ndef {name}(" not in (ROOT / file).read_text()]  # fmt: skip
    assert missing == []


def test_every_page_it_leads_to_is_there(page):
    pages = {target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", page)}
    pages.discard("")
    assert [target for target in pages if not (ROOT / "docs" / target).is_file()] == []
