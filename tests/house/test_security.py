"""docs/security.md says what is true: each row has a proof or a reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+)\*? \| (.+?) \| (.+) \|$", re.MULTILINE)
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
