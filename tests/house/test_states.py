"""How something went is told by a sign and a word, in colours of their own that are read beside any accent."""

import re

import pytest

from leadgate.foundation.brand import contrast
from tests.house.styles import STATIC

SHEET = (STATIC / "leadgate.css").read_text()
LIGHT, DARK = re.findall(r":root \{\n((?: +--[\w-]+: .*\n)+)", SHEET)[:2]
RULES = re.findall(
    r"^([^@{}\n]*(?:\.told|\.refusal|\.error|\.state|\.danger|\.facts)[^{}\n]*) \{ (.*) \}$", SHEET, re.MULTILINE
)


def colours(scheme):
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", LIGHT))
    named |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", DARK)) if scheme == "dark" else {}
    return {
        name: code if len(code) == 7 else "#" + "".join(2 * one for one in code[1:]) for name, code in named.items()
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["good", "warn", "bad"])
def test_each_state_is_read_on_pages_on_cards_and_on_its_own_ground(scheme, state):
    known = colours(scheme)
    for ground in ("paper", "card", f"{state}-tint"):
        assert contrast.ratio(known[state], known[ground]) >= contrast.ENOUGH, ground
    assert contrast.ratio(known["ink"], known[f"{state}-tint"]) >= contrast.ENOUGH


def test_no_state_is_shown_in_the_accent():
    assert len(RULES) > 15
    assert [rule for rule in RULES if re.search(r"var\(--(?:act|accent|tint|pico-primary)", rule[1])] == []


@pytest.mark.parametrize(
    "state", [".error", ".refusal", ".told.done", ".told.warn", ".state.good", ".late", ".weak", ".danger"]
)
def test_each_state_has_a_sign_beside_its_colour(state):
    signed = [selector for selector, says in RULES if "::before" in selector and "content:" in says]
    assert any(re.search(rf"{re.escape(state.rpartition('.')[2])}\b", selector) for selector in signed)
