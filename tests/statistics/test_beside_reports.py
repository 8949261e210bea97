"""A table beside reports of everybody: held is what somebody with all of them could say of one to four people."""

from collections import Counter
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadgate.statistics.beside_reports import sums_tell_of_few, tells_of_few

FEW = range(1, 5)
PEOPLE = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 4)), min_size=12, max_size=40)


def is_told(people: list[tuple[int, int, int]]) -> bool:
    """By trying out all groups with all reports: whether one side is few, and more of it said something for sure."""
    group, answer, report = zip(*people, strict=True)
    sized = [one for one in {*group} if group.count(one) >= 5]
    unions = [set(some) for many in range(1, len(sized) + 1) for some in combinations(sized, many)]
    cells = Counter(zip(group, answer, strict=True))
    for union, came in product(unions, product([False, True], repeat=max(report) + 1)):
        inside = [at for at in range(len(people)) if group[at] in union]
        if min(len(inside), len(people) - len(inside)) < 5:
            continue
        of_reports = {at for at in range(len(people)) if came[report[at]]}
        alone = [answer[at] for at in inside if at not in of_reports]
        others = [answer[at] for at in of_reports if group[at] not in union]
        for said in {*answer}:
            hidden = [cells[of, said] for of in union if cells[of, said] in FEW]
            least, most = sum(one - 1 for one in hidden), sum(4 - one for one in hidden)
            if len(alone) in FEW and alone.count(said) > others.count(said) + least:
                return True
            if len(others) in FEW and others.count(said) > alone.count(said) + most:
                return True
    return False


@given(PEOPLE)
def test_a_table_is_held_where_some_groups_beside_some_reports_tell_of_few_and_nowhere_else(people):
    columns = [np.unique(column, return_inverse=True)[1] for column in zip(*people, strict=True)]
    plain = [tuple(map(int, one)) for one in zip(*columns, strict=True)]
    assert tells_of_few(*columns) == is_told(plain)


def test_two_looks_at_a_group_that_took_over_tell_what_its_latecomer_said():
    """Week one 35 of store a and 5 of b; week two 1 of a and 39 of b: the part of b less the second week is the first
    week's five less the one of a."""
    stores = np.array([0] * 35 + [1] * 5 + [0] + [1] * 39)
    weeks = np.repeat([0, 1], 40)
    faiths = np.array([0, 1] * 20 + [2] + [0, 1, 2] * 13)
    assert tells_of_few(stores, faiths, weeks), "nobody of the first week's five said what the one did"
    faiths[35:40] = 2
    assert not tells_of_few(stores, faiths, weeks)


GIVEN = st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 4)), min_size=12, max_size=40)


def is_bounded(people: list[tuple[bool, int, int]]) -> bool:
    """By trying out all reports: whether the few lie further from an end, together, than all they stand against."""
    least, most = (end(amount for _in, amount, _report in people) for end in (min, max))
    if min(sum(is_in is one for is_in, _a, _r in people) for one in (True, False)) < 5:
        return False
    for came in product([False, True], repeat=max(report for _in, _amount, report in people) + 1):
        alone = [amount for is_in, amount, report in people if is_in and not came[report]]
        others = [amount for is_in, amount, report in people if not is_in and came[report]]
        for few, many in ((alone, others), (others, alone)):
            below = sum(one - least for one in few) > sum(one - least for one in many)
            above = sum(most - one for one in few) > sum(most - one for one in many)
            if len(few) in FEW and (below or above):
                return True
    return False


@given(GIVEN)
def test_a_mean_is_held_where_it_bounds_what_few_gave_and_nowhere_else(people):
    group, amounts, reports = (np.array(column) for column in zip(*people, strict=True))
    assert sums_tell_of_few(group, amounts.astype(float), reports) == is_bounded(people)
