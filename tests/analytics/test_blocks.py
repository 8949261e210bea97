"""Figures of people are told in blocks: whatever is subtracted from whatever, nobody is left alone."""

from collections import Counter
from datetime import date, timedelta
from math import comb

from hypothesis import given
from hypothesis import strategies as st

from leadgate.analytics.blocks import LEAST, SEVERAL, added, blocks, blocks_of_days, folded, is_told, wide_blocks
from leadgate.analytics.changes import FEW, change
from leadgate.analytics.funnel import word_of
from leadgate.analytics.types import OriginPart

FIRST = date(2026, 12, 1)
STEPS = ("asked", "confirmed")
ORIGINS = st.sampled_from(["", "letter", "letter|email|spring", "letter|email|autumn", "fair|print", "|cpc|spring"])
DAY = st.dictionaries(ORIGINS, st.fixed_dictionaries(dict.fromkeys(STEPS, st.integers(0, 7))), max_size=4)
DAYS = st.lists(DAY, max_size=60).map(lambda days: {FIRST + timedelta(days=at): one for at, one in enumerate(days)})
HOW = st.sampled_from([blocks, wide_blocks])


@given(DAYS, HOW)
def test_each_cell_of_each_block_is_empty_or_has_five_and_none_is_lost(by_day, how):
    for block in how(by_day):
        assert all(is_told(cell) for cell in block.cells.values())
        within = (origins for day, origins in by_day.items() if block.first <= day <= block.last)
        assert block.total == added([{}, *(one for origins in within for one in origins.values())])


@given(DAYS, HOW)
def test_no_two_spans_differ_by_one_to_four_people(by_day, how):
    found = list(how(by_day))
    spans = [(one.first, other.last) for one in found for other in found] + [(FIRST, FIRST + timedelta(days=9))]

    def told(first, last, origin, step):
        inside = (block for block in found if first <= block.first and block.last <= last)
        return sum(block.cells.get(origin, {}).get(step, 0) for block in inside)

    for first, last in spans[:12]:
        for origin in ("", "letter", "letter|*", SEVERAL):
            for step in STEPS:
                longer = told(first, last + timedelta(days=1), origin, step) - told(first, last, origin, step)
                shorter = told(first, last, origin, step) - told(first + timedelta(days=1), last, origin, step)
                assert {longer, shorter}.isdisjoint(range(1, LEAST))


@given(DAYS, HOW, st.integers(0, 60))
def test_what_was_told_on_one_day_is_told_ever_after(by_day, how, known):
    """Otherwise two looks at the same days, one week apart, would differ by whoever made the difference."""
    so_far = {day: origins for day, origins in by_day.items() if day < FIRST + timedelta(days=known)}
    before = list(how(so_far))
    assert list(how(by_day))[: len(before)] == before


@given(DAYS)
def test_days_without_origins_are_cut_where_those_with_them_are(by_day):
    """The overview and the page of one thing are never of different blocks: their difference would be a person."""
    counts = {step: [sum(one[step] for one in day.values()) for day in by_day.values()] for step in STEPS}
    reached = {day: some for day, some in by_day.items() if any(any(one.values()) for one in some.values())}
    with_origins = [(one.first, one.last, +Counter(one.total)) for one in blocks(reached)]
    at = sum(day.month == FIRST.month for day in by_day)
    parts = [(FIRST, slice(0, at)), (date(2027, 1, 1), slice(at, None))]
    cut = [blocks_of_days(first, {step: days[part] for step, days in counts.items()}) for first, part in parts]
    assert [(one.first, one.last, one.total) for some in cut for one in some] == with_origins


@given(DAYS)
def test_a_wide_block_is_one_or_more_short_ones(by_day):
    short = list(blocks(by_day))
    ends = {(one.first, 0) for one in short} | {(one.last, 1) for one in short}
    for wide in wide_blocks(by_day):
        assert {(wide.first, 0), (wide.last, 1)} <= ends


def test_few_of_a_campaign_are_told_by_their_source_and_few_of_a_source_among_several():
    cells = {"letter|email|spring": {"asked": 3}, "letter|print": {"asked": 2}, "": {"asked": 9}, "fair": {"asked": 1}}
    assert folded(cells) == {"": {"asked": 9}, "*": {"asked": 6}}, "one by the fair hides among the fewest others"
    del cells["fair"]
    assert folded(cells) == {"": {"asked": 9}, "letter|*": {"asked": 5}}
    assert folded({"letter": {"asked": 6}, "fair": {"asked": 6}}) == {"letter": {"asked": 6}, "fair": {"asked": 6}}


def test_a_word_that_is_not_told_is_not_the_same_as_none():
    assert [word_of("letter|*", part) for part in OriginPart] == ["letter", "*", "*", "*", "*"]
    assert [word_of("letter||spring", part) for part in OriginPart] == ["letter", "", "spring", "", ""]


def test_a_change_is_said_with_its_interval_or_not_at_all():
    assert change(9, 9) is None
    doubled = change(200, 100)
    assert (doubled.by, doubled.is_clear) == (1.0, True)
    assert 0.5 < doubled.low < 1.0 < doubled.high < 1.6
    assert not change(11, 10).is_clear
    assert not change(30, 29).is_clear


@given(before=st.integers(0, 60), now=st.integers(0, 60))
def test_where_few_came_chance_is_worked_out_exactly(now, before):
    found, of = change(now, before), now + before
    tail = sum(comb(of, at) for at in range(min(now, before) + 1)) / 2**of  # as likely in one of both times
    assert bool(found and found.is_clear) == (tail <= 0.025) or min(now, before) >= FEW
    if found:
        assert found.low <= found.by <= found.high
        assert found.is_new == (before == 0)


def test_much_beside_little_is_a_change_and_beside_nothing_something_new():
    new, many, fewer = change(38, 0), change(47, 3), change(4, 400)
    assert new.is_new
    assert round(new.low, 1) == 8.8, "-1 + (1 - p) / p, with p = 1 - 0.025 ** (1 / 38) of Clopper and Pearson"
    assert many.is_clear
    assert 3.5 < many.low < many.by < many.high < 80
    assert fewer.is_clear
    assert -1 < fewer.low < fewer.by < fewer.high < -0.95
    assert change(5, 0) is None
    assert change(6, 0).is_new
    assert change(0, 0) is None
