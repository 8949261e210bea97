"""Nobody in a group can pass for somebody else by a name that looks the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.groups.names import skeleton


@pytest.mark.parametrize(
    "alike",
    ["MINA", "Mína", "M i n a", "m-i-n-a", "M1na", "Mlna", "rnina", "Мina", "Minа", "Ｍｉｎａ", "Mina\u200b", "𝐌𝐢𝐧𝐚"],
)
def test_names_that_look_like_mina_are_mina(alike):
    assert skeleton(alike) == skeleton("Mina")


@pytest.mark.parametrize("other", ["Nina", "Mona", "Mia", "Minna", "米娜", "Μινα 2"])
def test_names_that_look_different_are_different(other):
    assert skeleton(other) != skeleton("Mina")


@given(st.text(min_size=1))
def test_spaces_marks_and_case_make_no_other_name(name):
    assert skeleton(f" {name} ") == skeleton(name)
    assert skeleton(skeleton(name)) == skeleton(name)
