"""Who set what, as pages and answers tell it; a page may tell anything, and nothing of it breaks what listens."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.cookie_scans.browser.setters import MOST_SIGNS, MOST_TOLD, Setters
from leadgate.cookie_scans.types import FindingKind, SetHow, Setter

PAGE = "https://shop.example/basket?who=ada"


def told(stack: str, tag: str = "") -> Setter:
    setters = Setters()
    setters.hear(json.dumps(["cookie", "x", stack, tag, PAGE]))
    return setters.of(FindingKind.COOKIE, "x", "shop.example")


@pytest.mark.parametrize(("line", "url"), [
    ("at track (https://cdn.example/t.js?v=1:20:301)", "https://cdn.example/t.js"),
    ("at https://cdn.example:8443/t.js:20:301", "https://cdn.example:8443/t.js"),
    ("at eval (eval at f (https://cdn.example/t.js:1:2), <anonymous>:1:1)", "https://cdn.example/t.js"),
    ("at async Promise.all (index 0)\n    at https://cdn.example/a:b.js:1:1", "https://cdn.example/a:b.js"),
])  # fmt: skip
def test_the_nearest_script_of_the_stack_set_it(line, url):
    assert told(f"Error\n    at set cookie (<anonymous>:9:9)\n    {line}") == Setter(SetHow.SCRIPT, url)


def test_a_script_within_the_page_is_named_by_the_page_and_nobodys_query_is_kept():
    assert told(f"Error\n    at {PAGE}:3:1") == Setter(SetHow.PAGE, "https://shop.example/basket")
    assert told("Error\n    at <anonymous>", "https://cdn.example/t.js") == Setter(
        SetHow.SCRIPT, "https://cdn.example/t.js"
    )
    assert told("Error") == Setter(SetHow.UNKNOWN)


def test_a_cookie_of_a_parent_domain_is_found_by_whoever_set_it_below():
    setters = Setters()
    setters.answered("https://www.shop.example/in?token=1", "sid=secret; Domain=shop.example; HttpOnly")
    answered = Setter(SetHow.ANSWER, "https://www.shop.example/in")
    assert setters.of(FindingKind.COOKIE, "sid", "shop.example") == answered
    assert setters.of(FindingKind.COOKIE, "sid", "op.example") == Setter()


@given(st.one_of(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps)))
def test_whatever_a_page_tells_is_heard_or_left_out(said):
    Setters().hear(said)


def test_so_much_is_heard_and_no_more():
    setters = Setters()
    setters.hear("[" * (MOST_SIGNS - 1))
    setters.hear(json.dumps(["local", "k", "x" * MOST_SIGNS, "", PAGE]))
    assert setters.stored() == []
    for number in range(MOST_TOLD + 100):
        setters.hear(json.dumps(["local", str(number), "", "", PAGE]))
    assert len(setters.stored()) == MOST_TOLD
