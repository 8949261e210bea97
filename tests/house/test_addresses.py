"""No address is written by hand: below a path of its host (`LEADGATE_BASE_URL`) it would lead to somebody else."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]
SOURCES = sorted((ROOT / "leadgate").rglob("*.py"))
BY_HAND = {
    "an attribute begins with a slash": r'\b(?:href|src|action|formaction|poster|data-[\w-]+|hx-\w+)=["\']/',
    "or is one word away from it": r"""\bor ["']/""",
    "a path without what it is below": r"\brequest\.(?:path|full_path|url|base_url|host|host_url|url_root)\b",
}
IN_CODE = {
    "a redirect to what was written": r"""\bredirect\(\s*f?["']/""",
    "what the proxy asked for": r"\brequest\.(?:full_path|url|base_url|host_url|url_root)\b",
    "an address that holds the path twice": r"base_url\}?[^\n]*url_for|url_for\([^\n]*base_url",
}
KNOW_IT = {"ways.py"}
"""Where the path is put before."""


@pytest.mark.parametrize("what", BY_HAND)
def test_no_template_writes_an_address_by_hand(what):
    found = [f"{path.name}: {hit[0]}" for path in TEMPLATES for hit in re.finditer(BY_HAND[what], path.read_text())]
    assert found == []


@pytest.mark.parametrize("what", IN_CODE)
def test_no_code_does(what):
    named = [path for path in SOURCES if path.name not in KNOW_IT]
    found = [f"{path.name}: {hit[0]}" for path in named for hit in re.finditer(IN_CODE[what], path.read_text())]
    assert found == []


@pytest.mark.parametrize("kind", ["css", "js"])
def test_nothing_static_does(kind):
    ours = [path for path in (ROOT / "leadgate/static").glob(f"*.{kind}") if ".min." not in path.name]
    hits = r"""url\(["']?/|(?:fetch\(|location\s*=|href\s*=)\s*[`"']/"""
    assert [path.name for path in ours if re.search(hits, path.read_text())] == []
