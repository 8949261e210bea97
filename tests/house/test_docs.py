"""What the docs lead to is there: tests that prove a sentence, and other pages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {str(path.relative_to(ROOT)): path for path in (ROOT / "docs").rglob("*.md")}
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("page", [name for name, path in PAGES.items() if ".py::" in path.read_text()])
def test_every_test_that_is_named_is_there(page):
    text = PAGES[page].read_text()
    named = NAMED.findall(text)
    assert len(named) == text.count(".py::"), "each stands in backquotes"
    missing = [f"{file}::{name}" for file, name in named
               if not (ROOT / file).is_file() or f"\ndef {name}(" not in (ROOT / file).read_text()]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_it_leads_to_is_there(page):
    targets = {target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[page].read_text())}
    there = {target for target in targets if target and "://" not in target and not target.startswith("mailto:")}
    assert [target for target in there if not (PAGES[page].parent / target).exists()] == []
