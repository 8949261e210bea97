"""Tokens: one per act, for a while, and never to be bent."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.assets.room import CONFIRM
from leadgate.foundation import clock
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid, Tokens
from leadgate.rooms import ROOMS

ours = Tokens(b"s" * 32, "http://localhost")
ROW = UUID(int=7)

ACTS = [act for room in assemble(ROOMS).rooms for act in room.tokens]


@given(ids=st.lists(st.uuids(), min_size=1, max_size=3))
def test_a_token_names_what_it_was_made_for(ids):
    assert ours.read(CONFIRM, ours.make(CONFIRM, *ids)) == tuple(ids)


@pytest.mark.parametrize("made", ACTS, ids=str)
def test_a_token_of_one_act_opens_no_other(made):
    token = ours.make(made, ROW)
    for other in ACTS:
        if other is not made:
            with pytest.raises(TokenInvalid):
                ours.read(other, token)


@given(at=st.integers(min_value=0), sign=st.characters())
def test_no_changed_sign_is_taken(at, sign):
    token = ours.make(CONFIRM, ROW)
    at %= len(token)
    bent = token[:at] + sign + token[at + 1 :]
    if bent != token:
        with pytest.raises(TokenInvalid):
            ours.read(CONFIRM, bent)


@given(cut=st.integers(0, 60))
def test_no_token_cut_short_is_taken(cut):
    token = ours.make(CONFIRM, ROW)
    with pytest.raises(TokenInvalid):
        ours.read(CONFIRM, token[: min(cut, len(token) - 1)])


@given(text=st.text(max_size=100))
def test_no_text_is_taken_for_a_token(text):
    with pytest.raises(TokenInvalid):
        ours.read(CONFIRM, text)


def test_a_token_made_elsewhere_is_not_ours():
    for other in (Tokens(b"t" * 32, "http://localhost"), Tokens(b"s" * 32, "https://elsewhere.example")):
        with pytest.raises(TokenInvalid):
            ours.read(CONFIRM, other.make(CONFIRM, ROW))


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_every_token_has_an_end(act):
    token = ours.make(act, ROW)
    with clock.moved(act.lifetime - timedelta(seconds=2)):
        assert ours.read(act, token) == (ROW,)
    with clock.moved(act.lifetime + timedelta(seconds=2)), pytest.raises(TokenExpired):
        ours.read(act, token)


def test_the_six_digits_are_six_and_spread():
    codes = {ours.digits(uuid4()) for _ in range(300)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 290


def test_a_token_made_by_a_machine_whose_clock_is_ahead_is_taken():
    with clock.moved(timedelta(minutes=5)):
        token = ours.make(CONFIRM, ROW)
    assert ours.read(CONFIRM, token) == (ROW,)
